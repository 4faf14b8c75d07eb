package crm.opportunities.board;

import static crm.opportunities.Given.PIPELINE;
import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class BoardTest {

    private static final String IN_PROPOSAL = ",\"stageId\":\"" + PROPOSAL + "\"";

    @Test
    void aPipelineShowsItsStagesInOrder() {
        JsonNode pipelines = json(Callers.as("support-agent").get("/api/v1/pipelines"));
        JsonNode pipeline = json(Callers.as("support-agent").get("/api/v1/pipelines/" + PIPELINE));

        assertThat(pipelines.path("items")).contains(pipeline);
        assertThat(pipeline.path("stages")).extracting(stage -> stage.path("name").asText() + " " + stage.path("probability").asInt() + " "
                        + stage.path("forecastCategory").asText() + " " + stage.path("outcome").asText())
                .containsExactly("Prospecting 10 PIPELINE OPEN", "Qualification 20 PIPELINE OPEN", "Needs Analysis 30 PIPELINE OPEN",
                        "Proposal 50 BEST_CASE OPEN", "Negotiation 80 COMMIT OPEN", "Closed Won 100 CLOSED WON", "Closed Lost 0 OMITTED LOST");
    }

    @Test
    void aColumnSumsUpWhatTheCallerMaySee() {
        JsonNode before = column("executive", PROPOSAL);
        JsonNode beforeOfTheEast = column("sales-rep-2", PROPOSAL);
        opportunity("sales-rep", IN_PROPOSAL + ",\"amount\":100");
        opportunity("sales-rep", IN_PROPOSAL + ",\"amount\":100,\"currency\":\"EUR\",\"probability\":10");
        opportunity("sales-rep", IN_PROPOSAL);
        opportunity("sales-rep-2", IN_PROPOSAL + ",\"amount\":0.5");

        JsonNode after = column("executive", PROPOSAL);
        JsonNode afterOfTheEast = column("sales-rep-2", PROPOSAL);

        assertThat(after.path("count").asInt() - before.path("count").asInt()).isEqualTo(4);
        assertThat(grown(before, after, "sum")).isEqualByComparingTo("210.5");
        assertThat(grown(before, after, "weightedSum")).isEqualByComparingTo("61.25");
        assertThat(afterOfTheEast.path("count").asInt() - beforeOfTheEast.path("count").asInt()).isEqualTo(1);
        assertThat(grown(beforeOfTheEast, afterOfTheEast, "sum")).isEqualByComparingTo("0.5");
    }

    @Test
    void theFirstCardsAreThoseToBeClosedFirstAndThereAreTenAtMost() {
        for (int day = 22; day > 10; day--) {
            opportunity("sales-rep", IN_PROPOSAL + ",\"closeDate\":\"1999-01-" + day + "\"");
        }

        JsonNode cards = column("sales-rep", PROPOSAL).path("cards");

        assertThat(cards).hasSize(10);
        assertThat(cards.get(0).path("closeDate").asText()).isEqualTo("1999-01-11");
        assertThat(cards.get(9).path("closeDate").asText()).isEqualTo("1999-01-20");
        assertThat(cards.get(0).path("owner").asText()).isEqualTo("sales-rep");
        assertThat(cards.get(0).path("daysInStage").asInt()).isZero();
    }

    @Test
    void aPipelineThatDoesNotExistIsNotThere() {
        assertThat(Callers.as("sales-rep").get("/api/v1/pipelines/" + UUID.randomUUID() + "/board").statusCode()).isEqualTo(404);
        assertThat(Callers.as("sales-rep").get("/api/v1/pipelines/default/board").statusCode()).isEqualTo(404);
        assertThat(Callers.anonymous().get("/api/v1/pipelines/" + PIPELINE + "/board").statusCode()).isEqualTo(401);
    }

    private static BigDecimal grown(JsonNode before, JsonNode after, String figure) {
        return after.path(figure).decimalValue().subtract(before.path(figure).decimalValue());
    }

    private static JsonNode column(String login, String stage) {
        JsonNode board = json(Callers.as(login).get("/api/v1/pipelines/" + PIPELINE + "/board"));
        assertThat(board.path("currency").asText()).isEqualTo("USD");
        assertThat(board.path("columns")).hasSize(7);
        for (JsonNode column : board.path("columns")) {
            if (column.path("stageId").asText().equals(stage)) {
                return column;
            }
        }
        throw new AssertionError("no column for " + stage);
    }
}
