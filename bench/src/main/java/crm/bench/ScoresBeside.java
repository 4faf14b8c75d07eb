package crm.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long after a change a lead has the score that follows from it, while an import runs and after it. */
final class ScoresBeside {

    private static final int ROWS = 20_000;
    private static final int AFTERWARDS = 50;
    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_SECONDS = 60;
    private static final String[] SOURCES = {"Referral", "Web"};
    private static final int[] POINTS = {30, 60};

    private final Http http;
    private final String lead;
    private int changes;

    private ScoresBeside(Http http, String lead) {
        this.http = http;
        this.lead = lead;
    }

    static void run(Platform platform) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Http http = new Http(vertx, platform.gatewayUrl(), platform.token());
        try (PointRules rules = new PointRules(http)) {
            rules.apply(new JsonArray().add(PointRules.rule("leadSource==" + SOURCES[0], POINTS[0])).add(PointRules.rule("leadSource==" + SOURCES[1], POINTS[1])));
            while (rules.isRescoring()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            String lead = body(HttpMethod.POST, http, "/api/v1/leads?allowDuplicate=true", Http.lead(), 201).getString("id");
            ScoresBeside scores = new ScoresBeside(http, lead);
            CompletableFuture<String> imported = CompletableFuture.supplyAsync(() -> new ImportRate(platform, http).measure(ROWS));
            List<Double> beside = new ArrayList<>();
            while (!imported.isDone()) {
                beside.add(scores.millisUntilScored());
            }
            System.out.println(imported.join());
            List<Double> afterwards = new ArrayList<>();
            while (afterwards.size() < AFTERWARDS) {
                afterwards.add(scores.millisUntilScored());
            }
            System.out.println("a changed lead has its score " + told(beside) + " while the import runs, and " + told(afterwards) + " after it");
        } finally {
            vertx.close();
        }
    }

    /** From the answer to the change until a reader sees the score. */
    private double millisUntilScored() {
        int next = ++changes % SOURCES.length;
        body(HttpMethod.PATCH, http, "/api/v1/leads/" + lead, "{\"leadSource\":\"" + SOURCES[next] + "\"}", 200);
        long changed = System.nanoTime();
        while (!Integer.valueOf(POINTS[next]).equals(body(HttpMethod.GET, http, "/api/v1/leads/" + lead, null, 200).getInteger("score"))) {
            if (System.nanoTime() - changed > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException("The lead did not get its score.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return (System.nanoTime() - changed) / 1e6;
    }

    private static String told(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "after p50 %.0f ms, p99 %.0f ms (%d changes)", sorted[sorted.length / 2],
                sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))], sorted.length);
    }

    private static JsonObject body(HttpMethod method, Http http, String path, String json, int expected) {
        return new JsonObject(http.send(method, path, json == null ? null : "application/json", json == null ? null : Buffer.buffer(json), expected)
                .toCompletionStage().toCompletableFuture().join());
    }
}
