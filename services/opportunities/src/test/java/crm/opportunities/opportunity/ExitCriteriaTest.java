package crm.opportunities.opportunity;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.pipeline;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.stage;
import static crm.opportunities.Given.standingIn;
import static crm.opportunities.opportunity.OpportunitiesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ExitCriteriaTest {

    private static final String AMOUNT_AND_STEP = ",\"exitCriteria\":[{\"filter\":\"amount=gt=0\",\"description\":\"An amount\"},"
            + "{\"filter\":\"nextStep=null=false;nextStepDate=null=false\",\"description\":\"A next step with its day\"}]";
    private static final String A_MEETING = ",\"exitCriteria\":[{\"filter\":\"meetingCount=ge=1\",\"description\":\"Somebody met them\"}]";

    private JsonNode way;

    @BeforeEach
    void aPipelineThatAsks() {
        way = pipeline("\"First\",10" + AMOUNT_AND_STEP, "\"Second\",40" + A_MEETING, "\"Third\",70");
    }

    @Test
    void aMoveNamesEveryCriterionThatIsNotMet() {
        JsonNode deal = standingIn(stage(way, 0), "");

        Response refused = move("sales-rep", deal, stage(way, 1), "");

        assertRefused(refused, "/amount", "/nextStep");
        JsonNode problem = json(refused);
        assertThat(problem.path("type").asText()).isEqualTo("urn:crm:problem:exit-criteria-not-met");
        assertThat(problem.path("detail").asText()).isEqualTo("First: An amount; First: A next step with its day.");
        assertThat(problem.path("unmet")).extracting(unmet -> unmet.path("stageName").asText() + " > " + unmet.path("filter").asText())
                .containsExactly("First > amount=gt=0", "First > nextStep=null=false;nextStepDate=null=false");
        assertThat(problem.path("mayOverride").asBoolean()).isFalse();
        assertThat(read("sales-rep", "opportunities", deal).path("version").asInt()).isEqualTo(1);

        patched("sales-rep", "opportunities", deal, "{\"amount\":10,\"nextStep\":\"Call\"}").then().statusCode(200);
        assertRefused(move("sales-rep", deal, stage(way, 1), ""), "/nextStep");
        patched("sales-rep", "opportunities", deal, "{\"nextStepDate\":\"2031-01-01\"}").then().statusCode(200);
        move("sales-rep", deal, stage(way, 1), "").then().statusCode(200);
    }

    @Test
    void aStageThatIsPassedByAsksToo() {
        JsonNode deal = standingIn(stage(way, 0), ",\"amount\":10,\"nextStep\":\"Call\",\"nextStepDate\":\"2031-01-01\"");

        Response refused = move("sales-rep", deal, stage(way, 2), "");
        assertRefused(refused, "/meetingCount");
        assertThat(json(refused).path("detail").asText()).isEqualTo("Second: Somebody met them.");
        created("sales-rep", "activities", "{\"type\":\"MEETING\",\"subject\":\"Kick-off\",\"status\":\"COMPLETED\",\"relatedTo\":[{\"type\":\"opportunity\",\"id\":\""
                + deal.path("id").asText() + "\"}]}");
        move("sales-rep", deal, stage(way, 2), "").then().statusCode(200);
    }

    @Test
    void whoGoesBackOrGivesUpIsAskedForNothing() {
        JsonNode back = standingIn(stage(way, 1), "");
        move("sales-rep", back, stage(way, 0), "").then().statusCode(200);
        JsonNode lost = standingIn(stage(way, 0), "");
        move("sales-rep", lost, stage(way, 4), ",\"lossReason\":\"Budget\"").then().statusCode(200);
    }

    @Test
    void whatTheMoveItselfTellsCounts() {
        JsonNode told = pipeline("\"Only\",50,\"exitCriteria\":[{\"filter\":\"buyingGoals==*speed*\",\"description\":\"They want speed\"}]");
        JsonNode deal = standingIn(stage(told, 0), "");
        String won = ",\"winReason\":\"Price\",\"successCriteria\":\"Half the time\",\"buyingGoals\":";

        assertRefused(move("sales-rep", deal, stage(told, 1), won + "\"Peace\""), "/buyingGoals");
        assertThat(json(move("sales-rep", deal, stage(told, 1), won + "\"Speed above all\"")).path("buyingGoals").asText()).isEqualTo("Speed above all");
    }

    @Test
    void aManagerPassesOverCriteriaWithAReasonAndThatIsCounted() {
        Given.theTeamsAreKnown();
        JsonNode deal = standingIn(stage(way, 0), "");

        assertThat(move("sales-rep", deal, stage(way, 2), ",\"override\":true,\"reason\":\"Trust me\"").statusCode()).isEqualTo(403);
        assertThat(json(move("sales-manager", deal, stage(way, 2), "")).path("mayOverride").asBoolean()).isTrue();
        assertRefused(move("sales-manager", deal, stage(way, 2), ",\"override\":true"), "/reason");
        JsonNode moved = json(move("sales-manager", deal, stage(way, 2), ",\"override\":true,\"reason\":\"The tender ends today\""));

        assertThat(moved.path("stageName").asText()).isEqualTo("Third");
        assertThat(moved.path("overrides").asInt()).isEqualTo(1);
        JsonNode last = json(Callers.as("executive").get(path(deal) + "/stage-history")).at("/items/0");
        assertThat(last.path("overridden")).extracting(JsonNode::asText)
                .containsExactly("First: An amount", "First: A next step with its day", "Second: Somebody met them");
        assertThat(last.path("reason").asText()).isEqualTo("The tender ends today");
        assertThat(last.path("changedBy").asText()).isEqualTo("sales-manager");
        assertThat(last.path("pipelineVersion").asInt()).isEqualTo(1);
        JsonNode listed = json(Callers.as("executive").queryParam("filter", "overrides=gt=0;pipelineId==" + way.path("id").asText())
                .queryParam("count", true).get("/api/v1/opportunities"));
        assertThat(listed.path("items")).extracting(each -> each.path("id").asText()).containsExactly(deal.path("id").asText());
        JsonNode counted = json(Callers.as("executive").queryParam("filter", "pipelineId==" + way.path("id").asText()).queryParam("groupBy", "owner")
                .queryParam("measures", "sum(overrides)").get("/api/v1/opportunities/summary"));
        assertThat(counted.at("/items/0/sum(overrides)").asInt()).isEqualTo(1);
    }

    @Test
    void anOverrideThatIsNotNeededIsNone() {
        Given.theTeamsAreKnown();
        JsonNode deal = standingIn(stage(way, 2), "");
        String body = ",\"override\":true,\"reason\":\"Just in case\",\"winReason\":\"Price\",\"buyingGoals\":\"Speed\",\"successCriteria\":\"Half the time\"";

        assertThat(json(move("sales-manager", deal, stage(way, 3), body)).path("overrides").asInt()).isZero();
        assertThat(json(Callers.as("executive").get(path(deal) + "/stage-history")).at("/items/0").has("overridden")).isFalse();
    }

    @Test
    void whatClosingNeedsIsNotPassedOver() {
        Given.theTeamsAreKnown();
        JsonNode deal = standingIn(stage(way, 0), "");
        assertRefused(move("sales-manager", deal, stage(way, 3), ",\"override\":true,\"reason\":\"Signed\""), "/winReason", "/buyingGoals", "/successCriteria");
    }

    @Test
    void anOpportunityGoesOnInAnotherPipelineInTheStageThatIsLikeItsOwn() {
        JsonNode other = pipeline("\"Start\",5", "\"second\",15", "\"Late\",75");

        JsonNode byName = json(movePipeline("sales-rep", standingIn(stage(way, 1), ""), other, ",\"reason\":\"A partner deal\""));
        assertThat(byName.path("pipelineId")).isEqualTo(other.path("id"));
        assertThat(byName.path("stageName").asText()).isEqualTo("second");
        assertThat(byName.path("probability").asInt()).isEqualTo(15);
        assertThat(byName.at("/stageMapping/by").asText()).isEqualTo("NAME");
        assertThat(byName.at("/stageMapping/from/stageName").asText()).isEqualTo("Second");
        JsonNode byChance = json(movePipeline("sales-rep", standingIn(stage(way, 2), ""), other, ""));
        assertThat(byChance.at("/stageMapping/to/stageName").asText()).isEqualTo("Late");
        assertThat(byChance.at("/stageMapping/by").asText()).isEqualTo("PROBABILITY");
        JsonNode asked = json(movePipeline("sales-rep", standingIn(stage(way, 2), ""), other, ",\"stageId\":\"" + stage(other, 0) + "\""));
        assertThat(asked.path("stageName").asText()).isEqualTo("Start");
        assertThat(asked.at("/stageMapping/by").asText()).isEqualTo("REQUEST");
        JsonNode history = json(Callers.as("sales-rep").get(path(byName) + "/stage-history")).at("/items/0");
        assertThat(history.path("fromStageName").asText() + " > " + history.path("toStageName").asText() + ": " + history.path("reason").asText())
                .isEqualTo("Second > second: A partner deal");
    }

    @Test
    void aClosedOneStaysClosedInTheOtherPipeline() {
        JsonNode other = pipeline("\"Start\",5");
        JsonNode lost = standingIn(stage(way, 0), "");
        move("sales-rep", lost, stage(way, 4), ",\"lossReason\":\"Budget\"").then().statusCode(200);

        assertRefused(movePipeline("sales-rep", lost, other, ",\"stageId\":\"" + stage(other, 0) + "\""), "/stageId");
        JsonNode moved = json(movePipeline("sales-rep", lost, other, ""));
        assertThat(moved.path("stageId").asText()).isEqualTo(stage(other, 2));
        assertThat(moved.has("closedAt")).isTrue();
    }

    @Test
    void theWayThroughAnotherPipelineIsNoWayAroundTheCriteria() {
        JsonNode other = pipeline("\"Start\",5", "\"Late\",75");
        JsonNode deal = standingIn(stage(way, 1), "");
        String late = ",\"stageId\":\"" + stage(other, 1) + "\"";

        assertRefused(movePipeline("sales-rep", deal, other, late), "/meetingCount");
        assertThat(movePipeline("sales-rep", deal, other, late + ",\"override\":true,\"reason\":\"x\"").statusCode()).isEqualTo(403);
        Given.theTeamsAreKnown();
        assertThat(json(movePipeline("sales-manager", deal, other, late + ",\"override\":true,\"reason\":\"They signed a letter\"")).path("overrides").asInt()).isEqualTo(1);
        assertThat(movePipeline("sales-rep", deal, other, "").statusCode()).isEqualTo(409);
        assertRefused(Callers.as("sales-rep").header("If-Match", "*").body("{\"pipelineId\":\"" + way.path("id").asText() + "\"}").patch(path(deal)), "/pipelineId");
    }

    private static Response move(String login, JsonNode deal, String stage, String more) {
        return Callers.as(login).body("{\"stageId\":\"" + stage + "\"" + more + "}").post(path(deal) + "/stage");
    }

    private static Response movePipeline(String login, JsonNode deal, JsonNode pipeline, String more) {
        return Callers.as(login).body("{\"pipelineId\":\"" + pipeline.path("id").asText() + "\"" + more + "}").post(path(deal) + "/pipeline");
    }

    private static String path(JsonNode deal) {
        return "/api/v1/opportunities/" + deal.path("id").asText();
    }
}
