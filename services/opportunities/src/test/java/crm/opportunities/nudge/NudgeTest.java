package crm.opportunities.nudge;

import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.standingIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class NudgeTest {

    @Test
    void theOwnerGetsATaskAndHearsOfIt() throws Exception {
        Given.theTeamsAreKnown();
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode deal = standingIn(PROPOSAL, "");

            Response answer = nudge("sales-manager", deal, "{\"note\":\"Has legal answered?\"}");

            assertThat(answer.statusCode()).isEqualTo(201);
            JsonNode task = json(answer);
            assertThat(answer.header("Location")).isEqualTo("/api/v1/activities/" + task.path("id").asText());
            assertThat(task.path("subject").asText()).isEqualTo("How does " + deal.path("name").asText() + " go on? In Proposal for 0 days");
            assertThat(task.path("description").asText()).isEqualTo("Has legal answered?");
            assertThat(task.path("owner").asText()).isEqualTo("sales-rep");
            assertThat(task.path("createdBy").asText()).isEqualTo("sales-manager");
            assertThat(task.path("status").asText()).isEqualTo("OPEN");
            assertThat(task.path("priority").asText()).isEqualTo("HIGH");
            assertThat(task.path("relatedTo")).extracting(link -> link.path("type").asText() + " " + link.path("id").asText())
                    .containsExactly("opportunity " + id(deal), "account " + deal.path("accountId").asText());
            JsonNode told = published.await(id(deal), 2).get(1);
            assertThat(told.path("type").asText()).isEqualTo("crm.opportunities.opportunity-nudged.v1");
            assertThat(told.path("actor").asText()).isEqualTo("sales-manager");
            assertThat(told.at("/data/activityId").asText()).isEqualTo(task.path("id").asText());
            assertThat(told.at("/data/owner").asText()).isEqualTo("sales-rep");
            assertThat(told.at("/data/note").asText()).isEqualTo("Has legal answered?");
        }
    }

    @Test
    void whoeverAsksAgainFindsTheTaskThatIsOpen() {
        Given.theTeamsAreKnown();
        JsonNode deal = opportunity("sales-rep", "");
        JsonNode first = json(nudge("sales-manager", deal, ""));

        Response again = nudge("crm-admin", deal, "{}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(first);

        Callers.as("sales-rep").post("/api/v1/activities/" + first.path("id").asText() + "/completion").then().statusCode(200);
        Response later = nudge("sales-manager", deal, "");
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(json(later).path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void manyAtOnceMakeOneTask() throws Exception {
        JsonNode deal = opportunity("sales-rep", "");
        Callers.as("crm-admin");
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Response>> all = IntStream.range(0, 8).<Callable<Response>>mapToObj(i -> () -> nudge("crm-admin", deal, "{}")).toList();
            Set<String> tasks = new HashSet<>();
            int made = 0;
            for (Future<Response> answer : people.invokeAll(all)) {
                made += answer.get().statusCode() == 201 ? 1 : 0;
                tasks.add(json(answer.get()).path("id").asText());
            }
            assertThat(tasks).hasSize(1);
            assertThat(made).isEqualTo(1);
        } finally {
            people.shutdown();
        }
    }

    @Test
    void aNudgeRepeatedWithItsKeyIsTheSameAnswer() {
        JsonNode deal = opportunity("sales-rep", "");
        String key = UUID.randomUUID().toString();
        Response first = Callers.as("crm-admin").header("Idempotency-Key", key).body("{}").post(path(deal));
        Response second = Callers.as("crm-admin").header("Idempotency-Key", key).body("{}").post(path(deal));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void nobodyIsNudgedForWhatIsClosedOrNobodys() {
        JsonNode lost = opportunity("sales-rep", "");
        Callers.as("sales-rep").body("{\"stageId\":\"" + Given.CLOSED_LOST + "\",\"lossReason\":\"Budget\"}")
                .post("/api/v1/opportunities/" + id(lost) + "/stage").then().statusCode(200);
        assertThat(nudge("crm-admin", lost, "{}").statusCode()).isEqualTo(409);
        assertThat(json(nudge("crm-admin", opportunity("integration", ""), "{}")).path("type").asText()).isEqualTo("urn:crm:problem:no-owner");
        assertThat(nudge("crm-admin", opportunity("sales-rep", ""), "{\"text\":\"x\"}").statusCode()).isEqualTo(400);
    }

    private static Response nudge(String login, JsonNode deal, String body) {
        return body.isEmpty() ? Callers.as(login).post(path(deal)) : Callers.as(login).body(body).post(path(deal));
    }

    private static String path(JsonNode deal) {
        return "/api/v1/opportunities/" + id(deal) + "/nudge";
    }

    private static String id(JsonNode deal) {
        return deal.path("id").asText();
    }
}
