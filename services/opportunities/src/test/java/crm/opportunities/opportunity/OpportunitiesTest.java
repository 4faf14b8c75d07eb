package crm.opportunities.opportunity;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.PIPELINE;
import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.PROSPECTING;
import static crm.opportunities.Given.QUALIFICATION;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class OpportunitiesTest {

    @Test
    void itStartsInTheFirstStageOfTheDefaultPipeline() {
        JsonNode opportunity = opportunity("sales-rep", ",\"amount\":1000");

        assertThat(opportunity.path("pipelineId").asText()).isEqualTo(PIPELINE);
        assertThat(opportunity.path("stageId").asText()).isEqualTo(PROSPECTING);
        assertThat(opportunity.path("stageName").asText()).isEqualTo("Prospecting");
        assertThat(opportunity.path("probability").asInt()).isEqualTo(10);
        assertThat(opportunity.path("forecastCategory").asText()).isEqualTo("PIPELINE");
        assertThat(opportunity.path("currency").asText()).isEqualTo("USD");
        assertThat(opportunity.path("amountBase").decimalValue()).isEqualByComparingTo("1000");
        assertThat(opportunity.path("expectedRevenue").decimalValue()).isEqualByComparingTo("100");
        assertThat(opportunity.path("stageEnteredAt").asText()).isEqualTo(opportunity.path("createdAt").asText());
        assertThat(opportunity.path("daysInStage").asInt()).isZero();
        assertThat(Given.read("sales-rep", "opportunities", opportunity)).isEqualTo(opportunity);
    }

    @Test
    void itNeedsANameAndAnAccountThatIsThere() {
        assertRefused(Callers.as("sales-rep").body("{}").post("/api/v1/opportunities"), "/name", "/accountId");
        assertRefused(Callers.as("sales-rep").body("{\"name\":\"Deal\",\"accountId\":\"" + UUID.randomUUID() + "\",\"productId\":\""
                + UUID.randomUUID() + "\"}").post("/api/v1/opportunities"), "/accountId", "/productId");
    }

    @Test
    void aStageThatDoesNotExistIsRefused() {
        String account = Given.account("sales-rep", unique("Acme")).path("id").asText();
        String body = "{\"name\":\"Deal\",\"accountId\":\"" + account + "\",\"%s\":\"" + UUID.randomUUID() + "\"}";

        assertRefused(Callers.as("sales-rep").body(body.formatted("stageId")).post("/api/v1/opportunities"), "/stageId");
        assertRefused(Callers.as("sales-rep").body(body.formatted("pipelineId")).post("/api/v1/opportunities"), "/pipelineId");
    }

    @Test
    void amountsAreConvertedAtTheRateOfTheirCurrency() {
        JsonNode opportunity = opportunity("sales-rep", ",\"amount\":10.0005,\"currency\":\"EUR\",\"bestCase\":20");

        assertThat(opportunity.path("exchangeRate").decimalValue()).isEqualByComparingTo("1.1");
        // 10.0005 × 1.1 = 11.00055, whose neighbours are 11.0005 and 11.0006: half goes to the even one
        assertThat(opportunity.path("amountBase").decimalValue()).isEqualByComparingTo("11.0006");
        assertThat(opportunity.path("bestCaseBase").decimalValue()).isEqualByComparingTo("22");
        JsonNode inYen = json(patched("sales-rep", "opportunities", opportunity, "{\"currency\":\"JPY\"}"));
        assertThat(inYen.path("amountBase").decimalValue()).isEqualByComparingTo("0.067");
        assertRefused(patched("sales-rep", "opportunities", opportunity, "{\"currency\":\"XTS\"}"), "/currency");
    }

    @Test
    void sumsAreMadeInTheBaseCurrency() {
        String source = unique("Fair");
        opportunity("sales-rep", ",\"amount\":100,\"leadSource\":\"" + source + "\"");
        opportunity("sales-rep", ",\"amount\":100,\"currency\":\"EUR\",\"leadSource\":\"" + source + "\"");
        opportunity("sales-rep", ",\"leadSource\":\"" + source + "\"");

        JsonNode summary = json(Callers.as("sales-rep").queryParam("groupBy", "leadSource").queryParam("filter", "leadSource==\"" + source + "\"")
                .queryParam("measures", "count,sum(amount),sum(expectedRevenue)").get("/api/v1/opportunities/summary"));
        assertThat(summary.path("items")).hasSize(1);
        assertThat(summary.at("/items/0/count").asInt()).isEqualTo(3);
        assertThat(summary.at("/items/0/sum(amount)").decimalValue()).isEqualByComparingTo("210");
        assertThat(summary.at("/items/0/sum(expectedRevenue)").decimalValue()).isEqualByComparingTo("21");
    }

    @Test
    void aChanceSetByHandStaysWhenTheStageChanges() {
        JsonNode opportunity = opportunity("sales-rep", ",\"amount\":200");
        JsonNode overridden = json(patched("sales-rep", "opportunities", opportunity, "{\"probability\":35}"));
        assertThat(overridden.path("probabilityOverridden").asBoolean()).isTrue();
        assertThat(overridden.path("expectedRevenue").decimalValue()).isEqualByComparingTo("70");

        JsonNode moved = json(moved(opportunity, PROPOSAL));
        assertThat(moved.path("stageName").asText()).isEqualTo("Proposal");
        assertThat(moved.path("probability").asInt()).isEqualTo(35);

        JsonNode followed = json(patched("sales-rep", "opportunities", opportunity, "{\"probabilityOverridden\":false}"));
        assertThat(followed.path("probability").asInt()).isEqualTo(50);
        assertThat(followed.path("forecastCategory").asText()).isEqualTo("BEST_CASE");
        assertThat(followed.path("expectedRevenue").decimalValue()).isEqualByComparingTo("100");
    }

    @Test
    void theChanceFollowsTheStageOtherwise() {
        JsonNode opportunity = opportunity("sales-rep", ",\"amount\":200");

        JsonNode moved = json(moved(opportunity, QUALIFICATION));

        assertThat(moved.path("probability").asInt()).isEqualTo(20);
        assertThat(moved.path("expectedRevenue").decimalValue()).isEqualByComparingTo("40");
        assertThat(moved.path("probabilityOverridden").asBoolean()).isFalse();
    }

    @Test
    void aChanceIsAPercentageAndOnlyAWonDealIsClosedInTheForecast() {
        JsonNode opportunity = opportunity("sales-rep", "");

        assertRefused(patched("sales-rep", "opportunities", opportunity, "{\"probability\":101}"), "/probability");
        assertRefused(patched("sales-rep", "opportunities", opportunity, "{\"forecastCategory\":\"CLOSED\"}"), "/forecastCategory");
        JsonNode committed = json(patched("sales-rep", "opportunities", opportunity, "{\"forecastCategory\":\"COMMIT\"}"));
        assertThat(committed.path("forecastCategory").asText()).isEqualTo("COMMIT");
        assertThat(committed.path("probabilityOverridden").asBoolean()).isTrue();
    }

    @Test
    void theStageIsNotPatched() {
        JsonNode opportunity = opportunity("sales-rep", "");

        Response refused = patched("sales-rep", "opportunities", opportunity, "{\"stageId\":\"" + PROPOSAL + "\"}");

        assertRefused(refused, "/stageId");
        assertThat(json(refused).path("detail").asText()).contains("POST /api/v1/opportunities/" + opportunity.path("id").asText() + "/stage");
    }

    @Test
    void aCloseDateThatMovesLaterIsCounted() {
        JsonNode opportunity = opportunity("sales-rep", ",\"closeDate\":\"2026-12-01\"");

        patched("sales-rep", "opportunities", opportunity, "{\"closeDate\":\"2026-12-15\"}").then().statusCode(200);
        patched("sales-rep", "opportunities", opportunity, "{\"closeDate\":\"2026-12-10\"}").then().statusCode(200);
        JsonNode pushed = json(patched("sales-rep", "opportunities", opportunity, "{\"closeDate\":\"2027-01-10\"}"));

        assertThat(pushed.path("pushCount").asInt()).isEqualTo(2);
    }

    @Test
    void nobodyCreatesAWonDealWithoutSayingWhy() {
        String account = Given.account("sales-rep", unique("Acme")).path("id").asText();
        String body = "{\"name\":\"Deal\",\"accountId\":\"" + account + "\",\"stageId\":\"" + CLOSED_WON + "\"%s}";

        assertRefused(Callers.as("sales-rep").body(body.formatted("")).post("/api/v1/opportunities"), "/winReason", "/buyingGoals", "/successCriteria");
        JsonNode won = created("sales-rep", "opportunities", body.formatted(
                ",\"winReason\":\"Price\",\"buyingGoals\":\"Speed\",\"successCriteria\":\"Half the time\",\"closeDate\":\"2026-01-31\""));
        assertThat(won.path("closedAt").asText()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(won.path("probability").asInt()).isEqualTo(100);
        assertThat(won.path("forecastCategory").asText()).isEqualTo("CLOSED");
    }

    @Test
    void theSystemsOwnFieldsAreNotSetByPeople() {
        JsonNode opportunity = opportunity("sales-rep", "");

        assertRefused(patched("sales-rep", "opportunities", opportunity, "{\"amountBase\":1,\"stageName\":\"x\",\"lineItems\":[]}"),
                "/amountBase", "/stageName", "/lineItems");
    }

    static Response moved(JsonNode opportunity, String stage) {
        return Callers.as("sales-rep").body("{\"stageId\":\"" + stage + "\"}").post("/api/v1/opportunities/" + opportunity.path("id").asText() + "/stage");
    }

    static void assertRefused(Response response, String... pointers) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(json(response).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointers);
    }
}
