package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What board, list, forecast and analytics take with 10,000 and with 100,000 open opportunities beside the same 20,000 closed
 * ones, each with the moves that brought it where it stands: median over repeated requests at the service, one at a time; whether
 * each number lists the records that it counts; and how long a change of an exchange rate takes to reach 100,000. Its
 * opportunities are taken away in the end.
 */
final class PipelineGrowth {

    private static final int[] SIZES = {10_000, 100_000};
    private static final int CLOSED = 20_000;
    private static final int WARM_UP = 15;
    private static final int REPEATED = 41;
    private static final double LIMIT = 2;
    /** Of the day as it was when the service last added it up; the deals put there since have dates before that. */
    private static final String TREND = "trend by owner";

    private static final String MARK = "bench-pipeline";

    private static final String DEALS = """
            insert into opportunity (id, version, owner, team, created_at, created_by, updated_at, updated_by, source, external_id, name, account_id,
                pipeline_id, stage_id, stage_name, probability, amount, currency, exchange_rate, amount_base, expected_revenue, close_date, closed_at,
                forecast_category, lead_source, stage_entered_at)
            select gen_random_uuid(), 1, 'agent-' || n % 35, (array['sales-central', 'sales-east', 'sales-west'])[1 + n % 35 % 3],
                began, 'bench', now(), 'bench', 'IMPORT', $1, 'Deal ' || n, account.id, stage.pipeline_id, stage.id, stage.name, stage.probability,
                n % 9000 + 0.25, 'USD', 1, n % 9000 + 0.25, round((n % 9000 + 0.25) * stage.probability / 100, 4),
                current_date + (mixed % 360)::int, case when stage.outcome <> 'OPEN' then least(now(), began + (1 + mixed % 120) * interval '1 day') end,
                stage.forecast_category, (array['Web', 'Fair', 'Referral'])[1 + mixed % 3], began
            from (select n, abs(hashint8(n)::bigint) as mixed, now() - interval '1 day' - (abs(hashint8(n + 1)::bigint) % 365) * interval '1 day' as began
                from generate_series($2::bigint, $3::bigint) n) as numbers
            cross join (select id from account where external_id = $1 limit 1) as account
            join stage on stage.pipeline_id = (select id from pipeline where is_default)
                and stage.position = case when $4 then 6 + mixed % 2 else 1 + mixed % 5 end""";

    private static final String MOVES = """
            insert into opportunity_stage_history (opportunity_id, from_stage_id, from_stage_name, to_stage_id, to_stage_name,
                seconds_in_previous_stage, changed_at, changed_by)
            select opportunity.id, stage.id, stage.name, stage_id, stage_name, extract(epoch from coalesce(closed_at, now()) - opportunity.created_at)::bigint / 5,
                coalesce(closed_at, now()), 'bench'
            from opportunity join stage on stage.pipeline_id = opportunity.pipeline_id and stage.outcome = 'OPEN'
            left join stage as mine on mine.id = stage_id
            where opportunity.external_id = $1 and (closed_at is not null or stage.position < mine.position)
                and not exists (select from opportunity_stage_history known where known.opportunity_id = opportunity.id)""";

    private static final String LOOSE = "select (select count(*) from opportunity_figure where not compact)"
            + " + (select count(*) from opportunity_intake where not compact) + (select count(*) from opportunity_begun_figure where not compact)";

    private final Platform platform;
    private final Http service;
    private final Pool pool;

    private PipelineGrowth(Platform platform, Http service, Pool pool) {
        this.platform = platform;
        this.service = service;
        this.pool = pool;
    }

    static void run(Platform platform) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            new PipelineGrowth(platform, new Http(vertx, platform.url("opportunities"), platform.token()), PgBuilder.pool().using(vertx)
                    .connectingTo(platform.database("opportunities")).with(new PoolOptions().setMaxSize(2)).build()).compare();
        } finally {
            vertx.close();
        }
    }

    private void compare() {
        clear();
        try {
            wait(pool.query("insert into account (id, version, created_at, created_by, updated_at, updated_by, source, external_id, name, type)"
                    + " values (gen_random_uuid(), 1, now(), 'bench', now(), 'bench', 'API', '" + MARK + "', 'Bench', 'PROSPECT')").execute());
            add(1, CLOSED, true);
            Map<String, double[]> millis = new LinkedHashMap<>();
            int known = 0;
            for (int i = 0; i < SIZES.length; i++) {
                add(known + 1, SIZES[i], false);
                known = SIZES[i];
                wait(pool.preparedQuery(MOVES).execute(Tuple.of(MARK)));
                // as the platform's own jobs do now and then
                wait(pool.query("vacuum analyze opportunity, opportunity_stage_history").execute());
                settle();
                Http fresh = fresh();
                if (i == 0) {
                    // the service is as warm when it is measured first as when it is measured last
                    requests().values().forEach(request -> median(fresh, request));
                }
                for (Map.Entry<String, String> request : requests().entrySet()) {
                    millis.computeIfAbsent(request.getKey(), name -> new double[SIZES.length])[i] = median(fresh, request.getValue());
                }
            }
            System.out.printf("%n| request | ms with 10,000 | ms with 100,000 | times | within twice | lists its records |%n|---|---:|---:|---:|---|---|%n");
            DrillDown drillDown = new DrillDown(fresh());
            millis.forEach((name, of) -> System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.2f | %s | %s |%n", name, of[0], of[1], of[1] / of[0],
                    of[1] / of[0] <= LIMIT ? "yes" : "no", name.equals(TREND) ? "–" : drillDown.of(requests().get(name))));
            PipelinePlans.all().forEach(this::explain);
            System.out.printf("%n%s%n", new RateChange(fresh(), pool, MARK).measure());
        } finally {
            clear();
        }
    }

    private static Map<String, String> requests() {
        LocalDate today = LocalDate.now();
        String quarter = today.getYear() + "-Q" + (today.getMonthValue() + 2) / 3;
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("board", "/api/v1/pipelines/019aa000-0000-7000-8000-000000000001/board");
        requests.put("list of one owner by close date", "/api/v1/opportunities?filter=owner==agent-3;outcome==OPEN&sort=closeDate&limit=50");
        requests.put("list of one owner, newest first", "/api/v1/opportunities?filter=owner==agent-3;outcome==OPEN&limit=50");
        requests.put("forecast of the quarter", "/api/v1/forecasts/" + quarter);
        requests.put("forecast of the year", "/api/v1/forecasts/FY" + today.getYear());
        requests.put("win rate by owner", "/api/v1/analytics/win-rate?groupBy=owner");
        requests.put("sales cycle", "/api/v1/analytics/sales-cycle");
        requests.put("won revenue by quarter", "/api/v1/analytics/won-revenue");
        requests.put("conversion", "/api/v1/analytics/conversion");
        requests.put("time in stages", "/api/v1/analytics/stage-duration");
        requests.put("conversion of all that were created", "/api/v1/analytics/conversion?cohort=created");
        requests.put(TREND, "/api/v1/analytics/pipeline-trend?groupBy=owner");
        return requests;
    }

    private void explain(String name, String sql) {
        System.out.printf("%n%s%n", name);
        wait(pool.query("explain (analyze, buffers, costs off) " + sql).execute()).forEach(row -> System.out.println("  " + row.getString(0)));
    }

    private void add(long from, long to, boolean closed) {
        wait(pool.preparedQuery(DEALS).execute(Tuple.of(MARK, from, to, closed)));
    }

    /** Until the service has added its figures up. */
    private void settle() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (wait(pool.query(LOOSE).execute()).iterator().next().getLong(0) > 2_000
                && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
        }
        wait(pool.query("vacuum analyze opportunity_figure, opportunity_intake, opportunity_begun_figure").execute());
    }

    /** With a token that lives long enough for what is next. */
    private Http fresh() {
        return service.with(platform.token());
    }

    private double median(Http fresh, String path) {
        double[] millis = new double[REPEATED];
        for (int i = -WARM_UP; i < REPEATED; i++) {
            long begin = System.nanoTime();
            wait(fresh.send(HttpMethod.GET, path, null, null, 200));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[REPEATED / 2];
    }

    private void clear() {
        new RateChange(fresh(), pool, MARK).clear();
        wait(pool.preparedQuery("delete from opportunity_stage_history where opportunity_id in (select id from opportunity where external_id = $1)")
                .execute(Tuple.of(MARK)));
        wait(pool.preparedQuery("delete from opportunity where external_id = $1").execute(Tuple.of(MARK)));
        wait(pool.preparedQuery("delete from account where external_id = $1").execute(Tuple.of(MARK)));
    }

    private static <T> T wait(Future<T> result) {
        return result.toCompletionStage().toCompletableFuture().join();
    }
}
