package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
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
        try (PointRules rules = new PointRules(http)) {
            finish(rules);
            measure(WARM_UP_SECONDS);
            Load.Measured quiet = measure(QUIET_SECONDS);
            long start = System.nanoTime();
            rules.apply(new JsonArray().add(PointRules.rule("createdAt=gt=2000-01-01T00:00:00Z", 10 + ThreadLocalRandom.current().nextInt(80))));
            Load.Measured beside = finish(rules);
            double seconds = (System.nanoTime() - start) / 1e9;
            long scored = rules.rescoring().getLong("scored");
            Load.Measured after = measure(QUIET_SECONDS);
            System.out.printf(Locale.ROOT, "%,d leads were scored again in %.0f s, %,.0f a second%n%n| one person through the gateway | p50 ms | p99 ms | failed |%n|---|---:|---:|---:|%n",
                    scored, seconds, scored / seconds);
            row("before", quiet);
            row("during", beside);
            row("after", after);
            System.out.printf(Locale.ROOT, "%nduring, as times of before and after: p50 %.2f, p99 %.2f%n", 2 * beside.p50Millis() / (quiet.p50Millis() + after.p50Millis()),
                    2 * beside.p99Millis() / (quiet.p99Millis() + after.p99Millis()));
        }
    }

    /** Works on until no rescoring runs; all slices as one, the percentiles those of the worst slice. */
    private Load.Measured finish(PointRules rules) throws InterruptedException {
        double p50 = 0;
        double p99 = 0;
        int failed = 0;
        String failure = null;
        for (int slice = 0; slice < MOST_SLICES && rules.isRescoring(); slice++) {
            Load.Measured measured = measure(SLICE_SECONDS);
            p50 = Math.max(p50, measured.p50Millis());
            p99 = Math.max(p99, measured.p99Millis());
            failed += measured.failed();
            failure = measured.failure() == null ? failure : measured.failure();
        }
        return new Load.Measured(0, p50, p99, 0, 0, "", failed, failure);
    }

    private Load.Measured measure(int seconds) throws InterruptedException {
        return new Load(platform, work).run(1, seconds);
    }

    private static void row(String when, Load.Measured measured) {
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %d%s |%n", when, measured.p50Millis(), measured.p99Millis(), measured.failed(),
                measured.failure() == null ? "" : " " + measured.failure());
    }
}
