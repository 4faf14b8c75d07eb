package crm.opportunities.health;

import static crm.opportunities.Given.json;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.TestEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class FollowHealthTest {

    private static final String CHANGED = "crm.cases.health-changed.v1";

    private TestEvents cases;

    @BeforeEach
    void open() {
        cases = TestEvents.open();
    }

    @AfterEach
    void close() throws IOException {
        cases.close();
    }

    @Test
    void anAccountShowsItsHealthAndAFallGivesItsOwnerOneTask() {
        JsonNode account = Given.account("sales-rep", unique("Account"));
        tell(account, 1, 90, "GREEN");
        shows(account, 90, "GREEN");
        assertThat(plans(account).path("items")).isEmpty();

        String fall = event(account, 2, 55, "YELLOW");
        cases.publish(CHANGED, fall);
        cases.publish(CHANGED, fall);
        shows(account, 55, "YELLOW");
        await().untilAsserted(() -> assertThat(plans(account).path("items")).hasSize(1));
        JsonNode plan = plans(account).at("/items/0");
        assertThat(plan.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(plan.path("team").asText()).isEqualTo("sales-central");
        assertThat(plan.path("status").asText()).isEqualTo("OPEN");
        assertThat(plan.path("priority").asText()).isEqualTo("NORMAL");
        assertThat(plan.path("subject").asText()).isEqualTo("Make a plan to keep " + account.path("name").asText() + ": health fell to 55 (YELLOW)");
        assertThat(plan.path("dueAt").isTextual()).isTrue();

        tell(account, 3, 20, "RED");
        shows(account, 20, "RED");
        await().untilAsserted(() -> assertThat(plans(account).at("/items/0/priority").asText()).isEqualTo("HIGH"));
        assertThat(plans(account).path("items")).hasSize(1);
    }

    @Test
    void aReportThatANewerOneHasOvertakenChangesNothing() {
        JsonNode account = Given.account("sales-rep", unique("Account"));
        tell(account, 5, 80, "GREEN");
        shows(account, 80, "GREEN");
        tell(account, 4, 10, "RED");
        tell(account, 6, 81, "GREEN");
        shows(account, 81, "GREEN");
        assertThat(plans(account).path("items")).isEmpty();
    }

    @Test
    void aRecoveryAndTheFirstReportAreNoFall() {
        JsonNode account = Given.account("sales-rep", unique("Account"));
        tell(account, 1, 30, "RED");
        shows(account, 30, "RED");
        tell(account, 2, 75, "GREEN");
        shows(account, 75, "GREEN");
        assertThat(plans(account).path("items")).isEmpty();
    }

    @Test
    void aReportAboutAnAccountThatIsNotHereIsLetGo() {
        JsonNode account = Given.account("sales-rep", unique("Account"));
        String nowhere = TestEvents.event(CHANGED, UUID.randomUUID(), 1, data(50, "YELLOW"));
        cases.publish(CHANGED, nowhere);
        tell(account, 1, 60, "YELLOW");
        shows(account, 60, "YELLOW");
    }

    private void tell(JsonNode account, long version, int score, String band) {
        cases.publish(CHANGED, event(account, version, score, band));
    }

    private static String event(JsonNode account, long version, int score, String band) {
        return TestEvents.event(CHANGED, UUID.fromString(account.path("id").asText()), version, data(score, band));
    }

    private static String data(int score, String band) {
        return "{\"score\":" + score + ",\"band\":\"" + band + "\",\"trend\":\"DOWN\",\"factors\":[],\"calculatedAt\":\"2026-11-21T19:00:00Z\"}";
    }

    private static void shows(JsonNode account, int score, String band) {
        await().untilAsserted(() -> {
            JsonNode health = read("sales-rep", "accounts", account).path("health");
            assertThat(health.path("score").asInt()).isEqualTo(score);
            assertThat(health.path("band").asText()).isEqualTo(band);
        });
    }

    private static JsonNode plans(JsonNode account) {
        return json(Callers.as("sales-rep").queryParam("filter", "relatedTo==account:" + account.path("id").asText() + ";type==TASK").get("/api/v1/activities"));
    }
}
