package crm.opportunities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.chassis.directory.Directory;
import crm.chassis.testing.Callers;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Records that a test starts from, and the ids of the default pipeline. */
public final class Given {

    public static final String PIPELINE = "019aa000-0000-7000-8000-000000000001";
    public static final String PROSPECTING = "019aa000-0000-7000-8000-000000000011";
    public static final String QUALIFICATION = "019aa000-0000-7000-8000-000000000012";
    public static final String PROPOSAL = "019aa000-0000-7000-8000-000000000014";
    public static final String NEGOTIATION = "019aa000-0000-7000-8000-000000000015";
    public static final String CLOSED_WON = "019aa000-0000-7000-8000-000000000016";
    public static final String CLOSED_LOST = "019aa000-0000-7000-8000-000000000017";

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Given() {}

    /** A name that no other test uses. */
    public static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    public static JsonNode account(String login, String name) {
        return created(login, "accounts", "{\"name\":\"" + name + "\"}");
    }

    /** @param more further members, with a comma before them; may be empty */
    public static JsonNode opportunity(String login, String more) {
        String account = account("integration", unique("Account")).path("id").asText();
        return created(login, "opportunities", "{\"name\":\"" + unique("Deal") + "\",\"accountId\":\"" + account + "\"" + more + "}");
    }

    /** Stages from a first one on to the won and the lost one; each of {@code open} is {@code "Name",20} with further members after it. */
    public static String stages(String... open) {
        StringBuilder stages = new StringBuilder("[");
        for (String stage : open) {
            int comma = stage.indexOf(',');
            stages.append("{\"name\":").append(stage, 0, comma).append(",\"probability\":").append(stage.substring(comma + 1)).append("},");
        }
        return stages.append("{\"name\":\"Won\",\"outcome\":\"WON\"},{\"name\":\"Lost\",\"outcome\":\"LOST\"}]").toString();
    }

    /** A pipeline of its own for a test, so that nothing it does there is seen by others. */
    public static JsonNode pipeline(String... open) {
        return created("crm-admin", "pipelines", "{\"name\":\"" + unique("Pipeline") + "\",\"stages\":" + stages(open) + "}");
    }

    /** Id of a stage of a pipeline. */
    public static String stage(JsonNode pipeline, int index) {
        return pipeline.at("/stages/" + index + "/id").asText();
    }

    /** An opportunity of sales-rep in a stage. */
    public static JsonNode standingIn(String stage, String more) {
        return opportunity("sales-rep", ",\"stageId\":\"" + stage + "\"" + more);
    }

    public static JsonNode created(String login, String collection, String body) {
        Response response = Callers.as(login).body(body).post("/api/v1/" + collection);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return json(response);
    }

    public static Response patched(String login, String collection, JsonNode record, String body) {
        return Callers.as(login).header("If-Match", "*").body(body).patch("/api/v1/" + collection + "/" + record.path("id").asText());
    }

    public static JsonNode read(String login, String collection, JsonNode record) {
        return json(Callers.as(login).get("/api/v1/" + collection + "/" + record.path("id").asText()));
    }

    public static JsonNode json(Response response) {
        return json(response.asByteArray());
    }

    public static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** The tree of teams is fetched soon after the start; a manager's rights need it. */
    public static void theTeamsAreKnown() {
        await().until(() -> Arc.container().instance(Directory.class).get().hasTeam("sales-central"));
    }
}
