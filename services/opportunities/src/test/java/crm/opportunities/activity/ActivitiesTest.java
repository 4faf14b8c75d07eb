package crm.opportunities.activity;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
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
class ActivitiesTest {

    @Test
    void aTaskIsOpenBelongsToItsMakerAndShowsWhatItIsAbout() {
        String account = account();
        String lead = UUID.randomUUID().toString();
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Send the quote\",\"dueAt\":\"2026-12-01T10:00:00Z\","
                + "\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + account + "\"},{\"type\":\"lead\",\"id\":\"" + lead + "\"}]}");

        assertThat(task.path("status").asText()).isEqualTo("OPEN");
        assertThat(task.path("priority").asText()).isEqualTo("NORMAL");
        assertThat(task.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(task.path("relatedTo").toString()).isEqualTo("[{\"type\":\"account\",\"id\":\"" + account + "\"},{\"type\":\"lead\",\"id\":\"" + lead + "\"}]");
        assertThat(read("sales-rep", "activities", task)).isEqualTo(task);
    }

    @Test
    void whatAnActivityIsAboutFindsIt() {
        String account = account();
        JsonNode about = created("sales-rep", "activities", call("account", account));
        created("sales-rep", "activities", call("account", account()));

        JsonNode page = json(Callers.as("sales-rep").queryParam("filter", "relatedTo==account:" + account).get("/api/v1/activities"));
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.at("/items/0/id")).isEqualTo(about.path("id"));
        JsonNode without = json(Callers.as("sales-rep").queryParam("filter", "relatedTo!=account:" + account + ";relatedTo=null=false;id==" + about.path("id").asText())
                .get("/api/v1/activities"));
        assertThat(without.path("items")).isEmpty();
    }

    @Test
    void aCallThatWasMadeIsCompleteAndOneThatIsToComeIsNot() {
        String account = account();
        JsonNode made = created("sales-rep", "activities", call("account", account));
        assertThat(made.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(made.path("completedBy").asText()).isEqualTo("sales-rep");
        assertThat(made.path("completedAt").isTextual()).isTrue();

        JsonNode planned = created("sales-rep", "activities", "{\"type\":\"CALL\",\"subject\":\"Call back\",\"startsAt\":\"2099-01-01T00:00:00Z\"}");
        assertThat(planned.path("status").asText()).isEqualTo("OPEN");
        assertThat(planned.has("completedAt")).isFalse();
    }

    @Test
    void completingSaysWhoWhenAndWhatCameOfItOnce() {
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Ask for the order\"}");
        Response first = complete("sales-rep", task, "{\"outcome\":\"They ordered\"}");
        assertThat(first.statusCode()).isEqualTo(200);
        JsonNode done = json(first);
        assertThat(done.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(done.path("outcome").asText()).isEqualTo("They ordered");
        assertThat(done.path("completedBy").asText()).isEqualTo("sales-rep");
        assertThat(json(complete("sales-rep", task, "{}"))).isEqualTo(done);

        JsonNode open = json(patched("sales-rep", "activities", task, "{\"status\":\"OPEN\"}"));
        assertThat(open.has("completedAt")).isFalse();
        assertThat(open.has("completedBy")).isFalse();
    }

    @Test
    void aLinkHasToBeWellFormedAndLeadSomewhere() {
        assertThat(refused("[{\"type\":\"planet\",\"id\":\"" + UUID.randomUUID() + "\"}]")).contains("relatedTo has to be a list of links");
        assertThat(refused("[{\"type\":\"lead\",\"id\":\"7\"}]")).contains("relatedTo has to be a list of links");
        assertThat(refused("\"account\"")).contains("relatedTo has to be a list of links");
        assertThat(refused("[{\"type\":\"account\",\"id\":\"" + UUID.randomUUID() + "\"}]")).contains("relatedTo names no account that is in use.");
    }

    @Test
    void onlyWhoMayChangeAnActivityCompletesIt() {
        Given.theTeamsAreKnown();
        JsonNode mine = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Mine\"}");
        assertThat(complete("executive", mine, "{}").statusCode()).isEqualTo(403);
        assertThat(complete("sales-rep-2", mine, "{}").statusCode()).isEqualTo(404);
        assertThat(complete("marketer", mine, "{}").statusCode()).isEqualTo(404);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/activities/" + mine.path("id").asText() + "/completion").statusCode()).isEqualTo(401);
        assertThat(complete("sales-manager", mine, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void anImportBringsLinksAndTheExportGivesThemBack() {
        String account = account();
        String mark = UUID.randomUUID().toString();
        Response job = Callers.as("sales-rep").contentType("text/csv").body("type,subject,relatedTo,externalId\nNOTE,Met at the fair,account:" + account + "," + mark
                + "\nNOTE,Nonsense,planet:1," + mark + "\n").post("/api/v1/activities/imports");
        assertThat(job.statusCode()).as(job.asString()).isEqualTo(202);
        String path = "/api/v1/imports/" + json(job).path("id").asText();
        org.awaitility.Awaitility.await().until(() -> json(Callers.as("sales-rep").get(path)).path("state").asText().equals("COMPLETED"));
        JsonNode ended = json(Callers.as("sales-rep").get(path));
        assertThat(ended.path("created").asInt()).isEqualTo(1);
        assertThat(ended.path("failed").asInt()).isEqualTo(1);
        String export = Callers.as("sales-rep").accept("*/*").queryParam("filter", "externalId==" + mark).queryParam("fields", "subject,relatedTo")
                .queryParam("format", "csv").get("/api/v1/activities/export").asString();
        assertThat(export).contains("Met at the fair,account:" + account);
    }

    private static String refused(String links) {
        Response answer = Callers.as("sales-rep").body("{\"type\":\"NOTE\",\"subject\":\"x\",\"relatedTo\":" + links + "}").post("/api/v1/activities");
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer.asString();
    }

    private static Response complete(String login, JsonNode activity, String body) {
        return Callers.as(login).body(body).post("/api/v1/activities/" + activity.path("id").asText() + "/completion");
    }

    private static String call(String type, String id) {
        return "{\"type\":\"CALL\",\"subject\":\"Called\",\"direction\":\"OUTBOUND\",\"relatedTo\":[{\"type\":\"" + type + "\",\"id\":\"" + id + "\"}]}";
    }

    private static String account() {
        return Given.account("sales-rep", unique("Account")).path("id").asText();
    }
}
