package crm.opportunities.opportunity;

import static crm.opportunities.Given.CLOSED_LOST;
import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.NEGOTIATION;
import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.QUALIFICATION;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.opportunity.OpportunitiesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class MoveStageTest {

    private static final String WON = ",\"winReason\":\"Price\",\"buyingGoals\":\"Speed\",\"successCriteria\":\"Half the time\"";

    @Test
    void everyMoveStandsInTheHistory() {
        JsonNode opportunity = opportunity("sales-rep", "");
        move("sales-rep", opportunity, QUALIFICATION, ",\"reason\":\"They have a budget\"").then().statusCode(200);
        move("sales-rep", opportunity, PROPOSAL, "").then().statusCode(200);

        JsonNode history = json(Callers.as("executive").get("/api/v1/opportunities/" + id(opportunity) + "/stage-history"));

        assertThat(history.path("items")).extracting(move -> move.path("fromStageName").asText() + " > " + move.path("toStageName").asText())
                .containsExactly("Qualification > Proposal", "Prospecting > Qualification");
        assertThat(history.at("/items/1/reason").asText()).isEqualTo("They have a budget");
        assertThat(history.at("/items/1/changedBy").asText()).isEqualTo("sales-rep");
        assertThat(history.at("/items/0").has("reason")).isFalse();
        assertThat(history.at("/items/0/secondsInPreviousStage").asLong()).isBetween(0L, 60L);
    }

    @Test
    void aMoveIsToldAsAChangeAndAsAMove() throws Exception {
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode opportunity = opportunity("sales-rep", ",\"amount\":100,\"currency\":\"EUR\"");
            move("sales-rep", opportunity, NEGOTIATION, ",\"reason\":\"Terms\"").then().statusCode(200);
            move("sales-rep", opportunity, CLOSED_WON, WON).then().statusCode(200);

            var events = published.await(id(opportunity), 6);
            assertThat(events).extracting(event -> event.path("type").asText().replace("crm.opportunities.opportunity-", ""))
                    .containsExactly("created.v1", "changed.v1", "stage-changed.v1", "changed.v1", "stage-changed.v1", "won.v1");
            assertThat(events).extracting(event -> event.path("recordversion").asLong()).containsExactly(1L, 2L, 2L, 3L, 3L, 3L);
            JsonNode stageChanged = events.get(2).path("data");
            assertThat(stageChanged.path("fromStageName").asText()).isEqualTo("Prospecting");
            assertThat(stageChanged.path("toStageId").asText()).isEqualTo(NEGOTIATION);
            assertThat(stageChanged.path("reason").asText()).isEqualTo("Terms");
            JsonNode won = events.get(5).path("data");
            assertThat(won.path("amountBase").decimalValue()).isEqualByComparingTo("110");
            assertThat(won.path("winReason").asText()).isEqualTo("Price");
            assertThat(won.path("accountId").asText()).isEqualTo(opportunity.path("accountId").asText());
        }
    }

    @Test
    void aDealIsWonWithReasonGoalsAndCriteria() {
        JsonNode opportunity = opportunity("sales-rep", ",\"amount\":500,\"buyingGoals\":\"Speed\"");

        assertRefused(move("sales-rep", opportunity, CLOSED_WON, ""), "/winReason", "/successCriteria");
        JsonNode won = json(move("sales-rep", opportunity, CLOSED_WON, ",\"winReason\":\"Price\",\"successCriteria\":\"Half the time\""));

        assertThat(won.path("stageName").asText()).isEqualTo("Closed Won");
        assertThat(won.path("probability").asInt()).isEqualTo(100);
        assertThat(won.path("forecastCategory").asText()).isEqualTo("CLOSED");
        assertThat(won.path("expectedRevenue").decimalValue()).isEqualByComparingTo("500");
        assertThat(won.path("closedAt").asText()).isEqualTo(won.path("stageEnteredAt").asText());
        assertThat(won.path("winReason").asText()).isEqualTo("Price");
    }

    @Test
    void aDealIsLostWithAReason() throws Exception {
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode opportunity = opportunity("sales-rep", ",\"amount\":500,\"probability\":90");

            assertRefused(move("sales-rep", opportunity, CLOSED_LOST, ""), "/lossReason");
            JsonNode lost = json(move("sales-rep", opportunity, CLOSED_LOST, ",\"lossReason\":\"No budget\""));

            assertThat(lost.path("probability").asInt()).isZero();
            assertThat(lost.path("probabilityOverridden").asBoolean()).isFalse();
            assertThat(lost.path("forecastCategory").asText()).isEqualTo("OMITTED");
            JsonNode event = published.await(id(opportunity), 4).get(3);
            assertThat(event.path("type").asText()).isEqualTo("crm.opportunities.opportunity-lost.v1");
            assertThat(event.at("/data/lossReason").asText()).isEqualTo("No budget");
            assertThat(event.at("/data/lastStageName").asText()).isEqualTo("Prospecting");
        }
    }

    @Test
    void aClosedDealIsOpenedAgainByAManagerWithAReason() {
        Given.theTeamsAreKnown();
        JsonNode opportunity = opportunity("sales-rep", "");
        move("sales-rep", opportunity, CLOSED_LOST, ",\"lossReason\":\"No budget\"").then().statusCode(200);

        assertThat(move("sales-rep", opportunity, PROPOSAL, ",\"reason\":\"They called\"").statusCode()).isEqualTo(403);
        assertRefused(move("sales-manager", opportunity, PROPOSAL, ""), "/reason");
        JsonNode open = json(move("sales-manager", opportunity, PROPOSAL, ",\"reason\":\"They called\""));

        assertThat(open.path("stageName").asText()).isEqualTo("Proposal");
        assertThat(open.has("closedAt")).isFalse();
        assertThat(open.path("probability").asInt()).isEqualTo(50);
    }

    @Test
    void aMoveThatMakesNoSenseIsRefused() {
        JsonNode opportunity = opportunity("sales-rep", "");
        String somewhere = UUID.randomUUID().toString();

        assertRefused(move("sales-rep", opportunity, somewhere, ""), "/stageId");
        assertThat(move("sales-rep", opportunity, opportunity.path("stageId").asText(), "").statusCode()).isEqualTo(409);
        assertRefused(Callers.as("sales-rep").body("{}").post(path(opportunity)), "/stageId");
        assertRefused(Callers.as("sales-rep").body("{\"stageId\":\"next\"}").post(path(opportunity)), "/stageId");
        assertThat(Callers.as("sales-rep").body("{\"stage\":\"next\"}").post(path(opportunity)).statusCode()).isEqualTo(400);
        assertThat(Callers.as("sales-rep").body("[]").post(path(opportunity)).statusCode()).isEqualTo(400);
        Callers.as("sales-rep").header("If-Match", "*").delete("/api/v1/opportunities/" + id(opportunity)).then().statusCode(200);
        assertThat(move("sales-rep", opportunity, PROPOSAL, "").statusCode()).isEqualTo(409);
    }

    @Test
    void whoNamesAVersionMovesThatVersionOnly() {
        JsonNode opportunity = opportunity("sales-rep", "");
        Given.patched("sales-rep", "opportunities", opportunity, "{\"nextStep\":\"Call\"}").then().statusCode(200);
        String body = "{\"stageId\":\"" + PROPOSAL + "\"}";

        Response stale = Callers.as("sales-rep").header("If-Match", "\"1\"").body(body).post(path(opportunity));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(stale).at("/current/nextStep").asText()).isEqualTo("Call");
        assertThat(Callers.as("sales-rep").header("If-Match", "\"2\"").body(body).post(path(opportunity)).statusCode()).isEqualTo(200);
    }

    @Test
    void aMoveRepeatedWithItsKeyIsMadeOnce() {
        JsonNode opportunity = opportunity("sales-rep", "");
        String key = UUID.randomUUID().toString();
        String body = "{\"stageId\":\"" + PROPOSAL + "\"}";

        Response first = Callers.as("sales-rep").header("Idempotency-Key", key).body(body).post(path(opportunity));
        Response second = Callers.as("sales-rep").header("Idempotency-Key", key).body(body).post(path(opportunity));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
    }

    private static Response move(String login, JsonNode opportunity, String stage, String more) {
        return Callers.as(login).body("{\"stageId\":\"" + stage + "\"" + more + "}").post(path(opportunity));
    }

    private static String path(JsonNode opportunity) {
        return "/api/v1/opportunities/" + id(opportunity) + "/stage";
    }

    private static String id(JsonNode opportunity) {
        return opportunity.path("id").asText();
    }
}
