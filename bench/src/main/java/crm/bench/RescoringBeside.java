package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What one person feels who works through the gateway while 100,000 leads are scored again, beside what is felt without it: reads,
 * pages and new leads one after another, before, during and after, in one run. Every lead gets another score, and the
 * scoring policy is put back in the end.
 */
final class RescoringBeside {

    private static final int LEADS = 100_000;
    private static final int WARM_UP_SECONDS = 15;
    private static final int QUIET_SECONDS = 20;
    private static final int SLICE_SECONDS = 5;
    private static final int MOST_SLICES = 240;
    private static final String POLICY = "/api/v1/lead-scoring/policy";
    private static final List<String> MEMBERS = List.of("features", "pointRules", "minClosedLeads", "minCompleteness", "retrainAfterDays");
    private static final String JOB = "/api/v1/lead-scoring/rescoring";

    private final Platform platform;
    private final Http http;
    private final Supplier<Future<Void>> work;

    private RescoringBeside(Platform platform, Http http, Subject subject) {
        this.platform = platform;
        this.http = http;
        List<Supplier<Future<Void>>> kinds = List.of(subject.work(Kind.READ), subject.work(Kind.PAGE), subject.work(Kind.CREATE));
        this.work = () -> kinds.get(ThreadLocalRandom.current().nextInt(kinds.size())).get();
    }

    static void run(Platform platform) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Database database = new Database(vertx, platform)) {
            database.fill(LEADS);
            Http http = new Http(vertx, platform.gatewayUrl(), platform.token());
            new RescoringBeside(platform, http, http.subject("gateway", database.ids())).compare();
        } finally {
            vertx.close();
        }
    }

    private void compare() throws InterruptedException {
        JsonObject before = get(POLICY);
        finish();
        try {
            measure(WARM_UP_SECONDS);
            Load.Measured quiet = measure(QUIET_SECONDS);
            long start = System.nanoTime();
            put(other(before));
            Load.Measured beside = finish();
            double seconds = (System.nanoTime() - start) / 1e9;
            long scored = get(JOB).getLong("scored");
            Load.Measured after = measure(QUIET_SECONDS);
            System.out.printf(Locale.ROOT, "%,d leads were scored again in %.0f s, %,.0f a second%n%n| one person through the gateway | p50 ms | p99 ms | failed |%n|---|---:|---:|---:|%n",
                    scored, seconds, scored / seconds);
            row("before", quiet);
            row("during", beside);
            row("after", after);
            System.out.printf(Locale.ROOT, "%nduring, as times of before and after: p50 %.2f, p99 %.2f%n", 2 * beside.p50Millis() / (quiet.p50Millis() + after.p50Millis()),
                    2 * beside.p99Millis() / (quiet.p99Millis() + after.p99Millis()));
        } finally {
            JsonObject restored = new JsonObject();
            MEMBERS.forEach(member -> restored.put(member, before.getValue(member)));
            put(restored);
        }
    }

    /** Point rules under which every lead has another score than with the rules of the last run or none. */
    private static JsonObject other(JsonObject before) {
        JsonArray rules = new JsonArray().add(new JsonObject().put("condition", "createdAt=gt=2000-01-01T00:00:00Z").put("label", "Is there")
                .put("points", 10 + ThreadLocalRandom.current().nextInt(80)));
        return new JsonObject().put("features", before.getJsonArray("features")).put("pointRules", rules)
                .put("minClosedLeads", 1_000_000).put("minCompleteness", 0).put("retrainAfterDays", 0);
    }

    /** Works on until no rescoring runs; all slices as one, the percentiles those of the worst slice. */
    private Load.Measured finish() throws InterruptedException {
        double p50 = 0;
        double p99 = 0;
        int failed = 0;
        String failure = null;
        for (int slice = 0; slice < MOST_SLICES && "RUNNING".equals(get(JOB).getString("state")); slice++) {
            Load.Measured measured = measure(SLICE_SECONDS);
            p50 = Math.max(p50, measured.p50Millis());
            p99 = Math.max(p99, measured.p99Millis());
            failed += measured.failed();
            failure = measured.failure() == null ? failure : measured.failure();
        }
        return new Load.Measured(0, p50, p99, 0, "", failed, failure);
    }

    private Load.Measured measure(int seconds) throws InterruptedException {
        return new Load(platform, work).run(1, seconds);
    }

    private static void row(String when, Load.Measured measured) {
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %d%s |%n", when, measured.p50Millis(), measured.p99Millis(), measured.failed(),
                measured.failure() == null ? "" : " " + measured.failure());
    }

    private JsonObject get(String path) {
        return json(http.send(HttpMethod.GET, path, null, null, 200));
    }

    private void put(JsonObject policy) {
        json(http.send(HttpMethod.PUT, POLICY, "application/json", Buffer.buffer(policy.encode()), 200));
    }

    private static JsonObject json(Future<Buffer> answer) {
        return new JsonObject(answer.toCompletionStage().toCompletableFuture().join());
    }
}
