package crm.leads.integration;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.leads.testing.LeadsParts;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@LeadsParts
class RebuildTest {

    private static final String REBUILD = "/api/v1/operations/leads/rebuild";
    private static final String CHANGED = "crm.leads.lead-changed.v1";

    @Test
    void everyLeadIsToldAgainAsItIsWithoutBeingChanged() throws Exception {
        Map<UUID, JsonNode> told = new LinkedHashMap<>();
        try (PublishedEvents events = PublishedEvents.hear()) {
            for (int i = 0; i < 3; i++) {
                String id = as("crm-admin").body("{\"lastName\":\"Told " + UUID.randomUUID() + "\",\"estimatedValue\":1200.50,\"currency\":\"EUR\",\"tags\":[\"a\",\"b\"],"
                        + "\"address\":{\"city\":\"Zürich\"},\"customFields\":{\"shoe\":44}}").post("/api/v1/leads").then().statusCode(201).extract().path("id");
                as("crm-admin").header("If-Match", "*").body("{\"rating\":\"HOT\"}").patch("/api/v1/leads/" + id).then().statusCode(200);
                told.put(UUID.fromString(id), events.await(UUID.fromString(id), CHANGED));
            }
        }
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonPath job = as("crm-admin").body("{\"collections\":[\"leads\"]}").post(REBUILD).then().statusCode(202).extract().jsonPath();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("crm-admin").get(REBUILD + "/" + job.getString("id")).then().statusCode(200)
                    .body("state", equalTo("COMPLETED")).body("published", equalTo(job.getInt("total"))));
            told.forEach((id, last) -> {
                JsonNode again = events.await(id, CHANGED);
                assertThat(again.path("rebuild").asBoolean()).isTrue();
                assertThat(again.path("recordversion")).isEqualTo(last.path("recordversion"));
                assertThat(again.path("data").path("record")).isEqualTo(last.path("data").path("record"));
                assertThat(again.path("data").has("changes")).isFalse();
                assertThat(last.has("rebuild")).isFalse();
                as("crm-admin").get("/api/v1/leads/" + id).then().body("version", equalTo(2));
            });
        }
    }

    @Test
    void onlyAnAdministratorAsksForItAndForWhatThereIs() {
        for (String role : List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager", "success-manager",
                "data-steward", "compliance-officer", "executive", "integration")) {
            assertThat(as(role).body("{}").post(REBUILD).statusCode()).as(role).isEqualTo(403);
            assertThat(as(role).get(REBUILD + "/" + UUID.randomUUID()).statusCode()).as(role).isEqualTo(403);
        }
        assertThat(anonymous().body("{}").post(REBUILD).statusCode()).isEqualTo(401);
        as("crm-admin").body("{\"collections\":[\"moods\"]}").post(REBUILD).then().statusCode(422).body("errors[0].pointer", equalTo("/collections/0"));
        as("crm-admin").body("{\"collections\":\"leads\"}").post(REBUILD).then().statusCode(400);
        as("crm-admin").body("{\"all\":true}").post(REBUILD).then().statusCode(400);
        as("crm-admin").get(REBUILD + "/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").body("{}").post("/api/v1/operations/cases/rebuild").then().statusCode(404);
        String all = as("crm-admin").body("{\"collections\":[]}").post("/api/v1/operations/rebuild").then().statusCode(202).extract().path("id");
        // what it tells again, the other test would take for its own
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("crm-admin").get(REBUILD + "/" + all).then().body("state", equalTo("COMPLETED")));
    }
}
