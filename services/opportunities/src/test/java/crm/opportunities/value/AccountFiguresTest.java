package crm.opportunities.value;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
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
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class AccountFiguresTest {

    private static final String WON = ",\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"";

    @Inject
    Pool pool;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void anAccountRollsUpAllThatStandBelowItAndIsTheSumOfItsParts() {
        String parent = account("Parent", null);
        String child = account("Child", parent);
        String grandchild = account("Grandchild", child);
        account("Another", null);
        deal("sales-rep", parent, ",\"amount\":100");
        deal("sales-rep", child, ",\"amount\":100,\"currency\":\"EUR\",\"probability\":50");
        deal("sales-rep-2", grandchild, WON + ",\"amount\":70.5");
        deal("sales-rep", grandchild, WON + ",\"amount\":30");

        JsonNode family = rollUp("executive", parent);

        assertThat(family.path("accounts").asInt()).isEqualTo(3);
        assertThat(shown(family)).isEqualTo("2 open 210 (65), 2 won 100.5");
        assertThat(family.path("parts")).extracting(part -> part.path("name").asText().split(" ")[0] + ": " + shown(part)).containsExactly(
                "Parent: 1 open 100 (10), 0 won 0", "Grandchild: 0 open 0 (0), 2 won 100.5", "Child: 1 open 110 (55), 0 won 0");
        assertThat(family.at("/parts/2/parentId").asText()).isEqualTo(parent);
        for (String outcome : new String[] {"open", "won"}) {
            JsonNode sums = json(Callers.as("executive").queryParam("filter", family.at("/" + outcome + "/filter").asText())
                    .queryParam("measures", "count,sum(amount)").get("/api/v1/opportunities/summary")).at("/items/0");
            assertThat(sums.path("sum(amount)").decimalValue()).isEqualByComparingTo(family.at("/" + outcome + "/base").decimalValue());
            assertThat(sums.path("count").asInt()).isEqualTo(family.at("/" + outcome + "/count").asInt());
        }
        assertThat(shown(rollUp("executive", child))).isEqualTo("1 open 110 (55), 2 won 100.5");
        assertThat(shown(rollUp("sales-rep-2", parent))).as("of the deals that the east may read").isEqualTo("0 open 0 (0), 1 won 70.5");
    }

    @Test
    void aHierarchyThatRunsInACircleCountsEachAccountOnce() {
        String first = account("First", null);
        String second = account("Second", first);
        deal("sales-rep", first, ",\"amount\":1");
        deal("sales-rep", second, ",\"amount\":2");
        pool.preparedQuery("update account set parent_id = $1 where id = $2").execute(Tuple.of(UUID.fromString(second), UUID.fromString(first)))
                .await().atMost(Duration.ofSeconds(20));

        assertThat(shown(rollUp("executive", first))).isEqualTo("2 open 3 (0.3), 0 won 0");
        assertThat(shown(rollUp("executive", second))).isEqualTo("2 open 3 (0.3), 0 won 0");
    }

    @Test
    void theValueOfACustomerIsWhatWasWonWithoutWhatItCostAndSaysHow() throws Exception {
        String customer = account("Customer", null);
        String below = account("Below", customer);
        deal("sales-rep", customer, WON + ",\"amount\":1000,\"recurringAmount\":50,\"recurrence\":\"MONTHLY\"");
        deal("sales-rep", customer, WON + ",\"amount\":100,\"currency\":\"EUR\"");
        deal("sales-rep", customer, ",\"amount\":500,\"probability\":20");
        deal("sales-rep", below, WON + ",\"amount\":7");
        activity(customer, "CALL", ",\"durationMinutes\":50");
        activity(customer, "EMAIL", "");
        activity(customer, "TASK", "");
        activity(below, "NOTE", "");
        try (TestEvents cases = TestEvents.open()) {
            UUID twice = UUID.randomUUID();
            cases.publish("crm.cases.case-closed.v1", closed(twice, 5, customer));
            cases.publish("crm.cases.case-closed.v1", closed(twice, 9, customer));
            cases.publish("crm.cases.case-closed.v1", closed(UUID.randomUUID(), 2, customer));
            cases.publish("crm.cases.case-closed.v1", closed(UUID.randomUUID(), 2, below));
            await().untilAsserted(() -> assertThat(value("executive", customer, true).at("/costToServe/cases/count").asInt()).isEqualTo(3));
        }

        JsonNode own = value("executive", customer, false);

        assertThat(own.path("value").decimalValue()).isEqualByComparingTo("995");
        assertThat(own.path("revenue").toString()).isEqualTo("{\"won\":1110,\"deals\":2,\"recurringPerYear\":600,\"expected\":100}");
        assertThat(own.path("costToServe").toString())
                .isEqualTo("{\"total\":115,\"activities\":{\"count\":2,\"cost\":55,\"minutes\":55},\"cases\":{\"count\":2,\"cost\":60}}");
        assertThat(own.at("/formula/value").asText()).isEqualTo("revenue.won - costToServe.total");
        assertThat(own.at("/formula/costToServe.activities.cost").asText()).isEqualTo("minutes / 60 x 60 USD, of completed activities about the account;"
                + " their durationMinutes, else TASK 30, CALL 15, MEETING 60, EMAIL 5, NOTE 5");
        assertThat(own.at("/formula/costToServe.cases.cost").asText()).isEqualTo("cases closed x 30 USD");
        JsonNode family = value("executive", customer, true);
        assertThat(family.path("value").decimalValue()).isEqualByComparingTo("967");
        assertThat(family.path("accounts").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-rep-2", "sales-manager", "success-manager", "marketer", "marketing-manager", "support-agent",
            "support-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration"})
    void whoReadsAnAccountReadsItsFigures(String login) {
        String account = account("Matrix", null);
        for (String figures : new String[] {"roll-up", "value"}) {
            assertThat(Callers.as(login).get("/api/v1/accounts/" + account + "/" + figures).statusCode()).isEqualTo(200);
            assertThat(Callers.as(login).get("/api/v1/accounts/" + UUID.randomUUID() + "/" + figures).statusCode()).isEqualTo(404);
            assertThat(Callers.anonymous().get("/api/v1/accounts/" + account + "/" + figures).statusCode()).isEqualTo(401);
        }
    }

    private static String shown(JsonNode figures) {
        return figures.at("/open/count").asInt() + " open " + plain(figures.at("/open/base")) + " (" + plain(figures.at("/open/weighted")) + "), "
                + figures.at("/won/count").asInt() + " won " + plain(figures.at("/won/base"));
    }

    private static String plain(JsonNode number) {
        BigDecimal decimal = number.decimalValue();
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    private static JsonNode rollUp(String login, String account) {
        return ok(Callers.as(login).get("/api/v1/accounts/" + account + "/roll-up"));
    }

    private static JsonNode value(String login, String account, boolean subsidiaries) {
        return ok(Callers.as(login).queryParam("subsidiaries", subsidiaries).get("/api/v1/accounts/" + account + "/value"));
    }

    private static JsonNode ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer);
    }

    private static String account(String name, String parent) {
        return created("sales-manager", "accounts", "{\"name\":\"" + unique(name) + "\"" + (parent == null ? "" : ",\"parentId\":\"" + parent + "\"") + "}")
                .path("id").asText();
    }

    private static void deal(String login, String account, String more) {
        created(login, "opportunities", "{\"name\":\"" + unique("Deal") + "\",\"accountId\":\"" + account + "\"" + more + "}");
    }

    private static void activity(String account, String type, String more) {
        created("sales-rep", "activities", "{\"type\":\"" + type + "\",\"subject\":\"x\",\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + account + "\"}]" + more + "}");
    }

    private static String closed(UUID id, long version, String account) {
        return TestEvents.event("crm.cases.case-closed.v1", id, version,
                "{\"caseId\":\"" + id + "\",\"accountId\":\"" + account + "\",\"closedAt\":\"2026-11-21T19:00:00Z\"}");
    }
}
