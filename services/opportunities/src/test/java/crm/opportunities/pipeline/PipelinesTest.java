package crm.opportunities.pipeline;

import static crm.opportunities.Given.PIPELINE;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.pipeline;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.stage;
import static crm.opportunities.Given.stages;
import static crm.opportunities.Given.standingIn;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.testing.Callers;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class PipelinesTest {

    private static final String CRITERION = ",\"exitCriteria\":[{\"filter\":\"amount=gt=0\",\"description\":\"An amount\"},{\"filter\":\"nextStep=null=false\"}]";

    @Test
    void aPipelineIsMadeWithItsStages() {
        JsonNode made = pipeline("\"First\",10,\"maxDays\":14" + CRITERION, "\"Second\",60,\"forecastCategory\":\"COMMIT\"");

        assertThat(made.path("stages")).extracting(PipelinesTest::line).containsExactly("1 First 10 PIPELINE OPEN", "2 Second 60 COMMIT OPEN",
                "3 Won 100 CLOSED WON", "4 Lost 0 OMITTED LOST");
        assertThat(made.at("/stages/0/maxDays").asInt()).isEqualTo(14);
        assertThat(made.at("/stages/0/exitCriteria")).extracting(criterion -> criterion.path("filter").asText() + " | " + criterion.path("description").asText())
                .containsExactly("amount=gt=0 | An amount", "nextStep=null=false | nextStep has a value");
        assertThat(made.path("isDefault").asBoolean()).isFalse();
        JsonNode deal = standingIn(stage(made, 1), "");
        assertThat(deal.path("pipelineId").asText()).isEqualTo(id(made));
        assertThat(deal.path("probability").asInt()).isEqualTo(60);
        JsonNode board = json(Callers.as("sales-rep").get("/api/v1/pipelines/" + id(made) + "/board"));
        assertThat(board.path("columns")).extracting(column -> column.path("name").asText() + " " + column.path("count").asInt())
                .containsExactly("First 0", "Second 1", "Won 0", "Lost 0");
    }

    @Test
    void whatNoPipelineCanBeIsRefusedWithAllThatIsWrong() {
        assertRefused(post("{\"name\":\"" + unique("P") + "\"}"), "/stages");
        assertRefused(post("{\"stages\":" + stages("\"A\",1") + "}"), "/name");
        assertRefused(postStages("[{\"name\":\"A\",\"probability\":10},{\"name\":\"Won\",\"outcome\":\"WON\"}]"), "/stages");
        assertRefused(postStages("[{\"name\":\"A\",\"probability\":10},{\"name\":\"Won\",\"outcome\":\"WON\"},{\"name\":\"Sold\",\"outcome\":\"WON\"},"
                + "{\"name\":\"Lost\",\"outcome\":\"LOST\"}]"), "/stages");
        assertRefused(postStages("[{\"name\":\"Won\",\"outcome\":\"WON\"},{\"name\":\"Lost\",\"outcome\":\"LOST\"},{\"name\":\"A\",\"probability\":10}]"),
                "/stages/0/outcome", "/stages/2/outcome");
        assertRefused(postStages(stages("\"A\",101", "\"B\",10,\"maxDays\":0", "\"C\",10,\"forecastCategory\":\"CLOSED\"")),
                "/stages/0/probability", "/stages/1/maxDays", "/stages/2/forecastCategory");
        assertRefused(postStages(stages("\"A\",10", "\"a\",20")), "/stages/1/name");
        assertRefused(postStages(stages("\"A\",10,\"position\":2")), "/stages/0/position");
        assertRefused(postStages(stages("\"A\",10,\"exitCriteria\":[{\"filter\":\"amont=gt=0\"},{\"filter\":\"((\"},{\"description\":\"x\"}]")),
                "/stages/0/exitCriteria/0/filter", "/stages/0/exitCriteria/1/filter", "/stages/0/exitCriteria/2/filter");
        assertThat(postStages(stages("\"A\",10,\"colour\":\"red\"")).statusCode()).isEqualTo(400);
        JsonNode made = pipeline("\"A\",10");
        assertThat(post("{\"name\":\"" + made.path("name").asText().toUpperCase() + "\",\"stages\":" + stages("\"A\",10") + "}").statusCode()).isEqualTo(409);
    }

    @Test
    void eachChangeIsAVersionAndStaysReadable() {
        JsonNode made = pipeline("\"A\",10", "\"B\",20");
        ObjectNode body = body(made);
        ((ObjectNode) body.at("/stages/1")).put("probability", 35);
        assertThat(change(made, body, "\"7\"").statusCode()).isEqualTo(412);
        assertThat(Callers.as("crm-admin").body(body.toString()).patch(path(made)).statusCode()).isEqualTo(428);
        JsonNode changed = json(change(made, body, "\"1\""));
        JsonNode same = json(change(made, body, "\"2\""));

        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.at("/stages/1/probability").asInt()).isEqualTo(35);
        assertThat(same.path("version").asInt()).isEqualTo(2);
        JsonNode versions = json(Callers.as("executive").get(path(made) + "/versions")).path("items");
        assertThat(versions).extracting(version -> version.path("version").asInt() + " " + version.at("/stages/1/probability").asInt() + " "
                + version.path("changedBy").asText()).containsExactly("2 35 crm-admin", "1 20 crm-admin");
    }

    @Test
    void opportunitiesFollowTheNameAndTheChanceOfTheirStageUnlessSomebodySetTheirs() {
        JsonNode made = pipeline("\"A\",10", "\"B\",20");
        JsonNode follows = standingIn(stage(made, 1), ",\"amount\":1000");
        JsonNode keepsItsChance = standingIn(stage(made, 1), ",\"amount\":1000,\"probability\":77");
        ObjectNode body = body(made);
        ((ObjectNode) body.at("/stages/1")).put("name", "Bee").put("probability", 40).put("forecastCategory", "BEST_CASE");
        change(made, body, "*").then().statusCode(200);

        await().untilAsserted(() -> assertThat(read("sales-rep", "opportunities", follows).path("stageName").asText()).isEqualTo("Bee"));
        await().untilAsserted(() -> assertThat(read("sales-rep", "opportunities", keepsItsChance).path("stageName").asText()).isEqualTo("Bee"));
        JsonNode now = read("sales-rep", "opportunities", follows);
        assertThat(now.path("probability").asInt()).isEqualTo(40);
        assertThat(now.path("forecastCategory").asText()).isEqualTo("BEST_CASE");
        assertThat(now.path("expectedRevenue").decimalValue()).isEqualByComparingTo("400");
        assertThat(now.path("stageEnteredAt")).isEqualTo(follows.path("stageEnteredAt"));
        assertThat(read("sales-rep", "opportunities", keepsItsChance).path("probability").asInt()).isEqualTo(77);
    }

    @Test
    void aStageInUseDoesNotVanish() {
        JsonNode made = pipeline("\"A\",10", "\"B\",20", "\"C\",30");
        standingIn(stage(made, 1), "");
        standingIn(stage(made, 1), "");
        JsonNode lost = standingIn(stage(made, 1), "");
        Callers.as("sales-rep").body("{\"stageId\":\"" + stage(made, 4) + "\",\"lossReason\":\"Budget\"}").post(path("opportunities", lost) + "/stage")
                .then().statusCode(200);
        ObjectNode without = body(made);
        ((ArrayNode) without.path("stages")).remove(1);

        Response refused = change(made, without, "*");

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = json(refused);
        assertThat(problem.path("type").asText()).isEqualTo("urn:crm:problem:stage-in-use");
        assertThat(problem.path("detail").asText()).startsWith("2 open opportunities stand in B. Name in replacements");
        assertThat(problem.at("/stages/0/stageId").asText()).isEqualTo(stage(made, 1));
        assertThat(problem.at("/stages/0/open").asInt()).isEqualTo(2);
        assertThat(read("crm-admin", "pipelines", made)).isEqualTo(made);
    }

    @Test
    void opportunitiesOfAStageThatGoesAreTakenOverByTheOneThatIsNamed() {
        JsonNode made = pipeline("\"A\",10", "\"B\",20", "\"C\",30");
        JsonNode deal = standingIn(stage(made, 1), "");
        ObjectNode without = body(made);
        ((ArrayNode) without.path("stages")).remove(1);
        without.putObject("replacements").put(stage(made, 1), stage(made, 3));
        assertRefused(change(made, without, "*"), "/replacements/" + stage(made, 1));
        without.putObject("replacements").put(stage(made, 1), stage(made, 2));

        JsonNode changed = json(change(made, without, "*"));

        assertThat(changed.path("stages")).extracting(PipelinesTest::line).containsExactly("1 A 10 PIPELINE OPEN", "2 C 30 PIPELINE OPEN",
                "3 Won 100 CLOSED WON", "4 Lost 0 OMITTED LOST");
        await().untilAsserted(() -> assertThat(read("sales-rep", "opportunities", deal).path("stageId").asText()).isEqualTo(stage(made, 2)));
        JsonNode history = json(Callers.as("sales-rep").get(path("opportunities", deal) + "/stage-history")).path("items");
        assertThat(history).hasSize(1);
        assertThat(history.at("/0/reason").asText()).isEqualTo("The pipeline has no stage B any more.");
        assertThat(history.at("/0/changedBy").asText()).isEqualTo("platform");
        // whoever still names the stage that is gone hears so, or comes where its opportunities went
        assertRefused(move(deal, stage(made, 1)), "/stageId");
        assertThat(standingIn(stage(made, 1), "").path("stageId").asText()).isEqualTo(stage(made, 2));
    }

    @Test
    void stagesChangePlacesAndNamesAtOnce() {
        JsonNode made = pipeline("\"A\",10", "\"B\",20", "\"C\",30");
        JsonNode deal = standingIn(stage(made, 2), "");
        ObjectNode body = body(made);
        ArrayNode stages = (ArrayNode) body.path("stages");
        stages.insert(0, stages.remove(2));
        ((ObjectNode) stages.get(1)).put("name", "B");
        ((ObjectNode) stages.get(2)).put("name", "A");

        JsonNode changed = json(change(made, body, "*"));

        assertThat(changed.path("stages")).extracting(PipelinesTest::line).startsWith("1 C 30 PIPELINE OPEN", "2 B 10 PIPELINE OPEN", "3 A 20 PIPELINE OPEN");
        assertThat(stage(changed, 1)).isEqualTo(stage(made, 0));
        // how far it ever came moves with the stages
        String furthest = "pipelineId==" + id(made) + ";furthestPosition==1";
        assertThat(json(Callers.as("sales-rep").queryParam("filter", furthest).get("/api/v1/opportunities")).at("/items/0/id").asText()).isEqualTo(id(deal));
    }

    @Test
    void aStageDoesNotBecomeAnotherKindAndComesFromNoOtherPipeline() {
        JsonNode made = pipeline("\"A\",10");
        ObjectNode body = body(made);
        ((ObjectNode) body.at("/stages/0")).put("outcome", "WON").remove("probability");
        assertRefused(change(made, body, "*"), "/stages/0/outcome", "/stages/0/probability");
        ObjectNode foreign = body(made);
        ((ObjectNode) foreign.at("/stages/0")).put("id", stage(pipeline("\"A\",10"), 0));
        assertRefused(change(made, foreign, "*"), "/stages/0/id");
    }

    @Test
    void aPipelineInUseIsNotArchivedAndNeitherIsTheDefaultOne() {
        JsonNode made = pipeline("\"A\",10");
        JsonNode deal = standingIn(stage(made, 0), "");

        Response refused = Callers.as("crm-admin").header("If-Match", "*").delete(path(made));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("open").asInt()).isEqualTo(1);
        assertThat(Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/pipelines/" + PIPELINE).statusCode()).isEqualTo(409);
        Callers.as("sales-rep").body("{\"stageId\":\"" + stage(made, 2) + "\",\"lossReason\":\"Budget\"}").post(path("opportunities", deal) + "/stage")
                .then().statusCode(200);
        Callers.as("crm-admin").header("If-Match", "*").delete(path(made)).then().statusCode(200);

        String late = "{\"name\":\"Late\",\"accountId\":\"" + deal.path("accountId").asText() + "\",\"stageId\":\"" + stage(made, 0) + "\"}";
        assertRefused(Callers.as("sales-rep").body(late).post("/api/v1/opportunities"), "/stageId");
        Callers.as("crm-admin").post(path(made) + "/restoration").then().statusCode(200);
        Callers.as("sales-rep").body(late).post("/api/v1/opportunities").then().statusCode(201);
    }

    @Test
    void thereIsOneDefaultPipeline() {
        JsonNode made = pipeline("\"A\",10");
        assertRefused(patched("crm-admin", "pipelines", json(Callers.as("crm-admin").get("/api/v1/pipelines/" + PIPELINE)), "{\"isDefault\":false}"), "/isDefault");
        try {
            patched("crm-admin", "pipelines", made, "{\"isDefault\":true}").then().statusCode(200);
            assertThat(json(Callers.as("sales-rep").get("/api/v1/pipelines/" + PIPELINE)).path("isDefault").asBoolean()).isFalse();
            assertThat(crm.opportunities.Given.opportunity("sales-rep", "").path("pipelineId").asText()).isEqualTo(id(made));
        } finally {
            Callers.as("crm-admin").header("If-Match", "*").body("{\"isDefault\":true}").patch("/api/v1/pipelines/" + PIPELINE).then().statusCode(200);
        }
        assertThat(read("sales-rep", "pipelines", made).path("isDefault").asBoolean()).isFalse();
    }

    private static void assertRefused(Response response, String... pointers) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(json(response).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointers);
    }

    private static Response move(JsonNode deal, String stage) {
        return Callers.as("sales-rep").body("{\"stageId\":\"" + stage + "\"}").post(path("opportunities", deal) + "/stage");
    }

    /** What a client sends back: the stages as they were read, so that it can change them. */
    private static ObjectNode body(JsonNode pipeline) {
        ObjectNode body = ((ObjectNode) pipeline.deepCopy()).objectNode();
        ArrayNode stages = pipeline.path("stages").deepCopy();
        stages.forEach(stage -> ((ObjectNode) stage).remove("position"));
        body.set("stages", stages);
        return body;
    }

    private static Response change(JsonNode pipeline, JsonNode body, String ifMatch) {
        return Callers.as("crm-admin").header("If-Match", ifMatch).body(body.toString()).patch(path(pipeline));
    }

    private static Response postStages(String stages) {
        return post("{\"name\":\"" + unique("P") + "\",\"stages\":" + stages + "}");
    }

    private static Response post(String body) {
        return Callers.as("crm-admin").body(body).post("/api/v1/pipelines");
    }

    private static String line(JsonNode stage) {
        return stage.path("position").asInt() + " " + stage.path("name").asText() + " " + stage.path("probability").asInt() + " "
                + stage.path("forecastCategory").asText() + " " + stage.path("outcome").asText();
    }

    private static String path(JsonNode pipeline) {
        return path("pipelines", pipeline);
    }

    private static String path(String collection, JsonNode record) {
        return "/api/v1/" + collection + "/" + id(record);
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }
}
