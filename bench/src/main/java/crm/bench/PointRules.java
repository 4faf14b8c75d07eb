package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Has leads scored by rules of the measurement's own, and puts the company's policy back in the end. */
final class PointRules implements AutoCloseable {

    private static final String POLICY = "/api/v1/lead-scoring/policy";
    private static final String JOB = "/api/v1/lead-scoring/rescoring";
    private static final List<String> MEMBERS = List.of("features", "pointRules", "minClosedLeads", "minCompleteness", "retrainAfterDays");

    private final Http http;
    private final JsonObject before;

    PointRules(Http http) {
        this.http = http;
        this.before = json(http.send(HttpMethod.GET, POLICY, null, null, 200));
    }

    /** From now on these rules speak alone, and all leads are scored again. */
    void apply(JsonArray rules) {
        put(new JsonObject().put("features", before.getJsonArray("features")).put("pointRules", rules)
                .put("minClosedLeads", 1_000_000).put("minCompleteness", 0).put("retrainAfterDays", 0));
    }

    static JsonObject rule(String condition, int points) {
        return new JsonObject().put("condition", condition).put("points", points).put("label", "Measured");
    }

    /** The rescoring of all leads that runs, or the last one. */
    JsonObject rescoring() {
        return json(http.send(HttpMethod.GET, JOB, null, null, 200));
    }

    boolean isRescoring() {
        return "RUNNING".equals(rescoring().getString("state"));
    }

    @Override
    public void close() {
        JsonObject restored = new JsonObject();
        MEMBERS.forEach(member -> restored.put(member, before.getValue(member)));
        put(restored);
    }

    private void put(JsonObject policy) {
        json(http.send(HttpMethod.PUT, POLICY, "application/json", Buffer.buffer(policy.encode()), 200));
    }

    private static JsonObject json(Future<Buffer> answer) {
        return new JsonObject(answer.toCompletionStage().toCompletableFuture().join());
    }
}
