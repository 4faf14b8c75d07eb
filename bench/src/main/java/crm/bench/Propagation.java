package crm.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after somebody was told that a lead is created other services show it: the audit of governance and the replica of
 * campaigns, looked at every few milliseconds. Leads are created at a steady rate at the service, whether answers come or not.
 */
final class Propagation {

    private static final int[] RATES = {10, 200};
    private static final int SECONDS = 20;
    private static final int WARM_UP_SECONDS = 10;
    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_SECONDS = 60;

    private static final String AUDITED = "select position, record_id from audit_entry where position > $1 and type = 'crm.leads.lead-captured.v1'"
            + " order by position limit 2000";
    private static final String LAST = "select coalesce(max(position), 0) from audit_entry";
    private static final String COPIED = "select record_id from replica where record_type = 'lead' and record_id = any($1)";

    private final Http leads;
    private final Pool governance;
    private final Pool campaigns;

    private Propagation(Http leads, Pool governance, Pool campaigns) {
        this.leads = leads;
        this.governance = governance;
        this.campaigns = campaigns;
    }

    static void run(Platform platform) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            PoolOptions one = new PoolOptions().setMaxSize(1);
            Propagation propagation = new Propagation(new Http(vertx, platform.serviceUrl(), platform.token()),
                    PgBuilder.pool().using(vertx).connectingTo(platform.database("governance")).with(one).build(),
                    PgBuilder.pool().using(vertx).connectingTo(platform.database("campaigns")).with(one).build());
            propagation.measure(100, WARM_UP_SECONDS);
            for (int rate : RATES) {
                System.out.println(propagation.measure(rate, SECONDS));
            }
        } finally {
            vertx.close();
        }
    }

    private String measure(int rate, int seconds) throws InterruptedException {
        Map<UUID, Long> answered = new ConcurrentHashMap<>();
        Map<UUID, Long> audited = new ConcurrentHashMap<>();
        Map<UUID, Long> copied = new ConcurrentHashMap<>();
        int all = rate * seconds;
        long from = wait(governance.query(LAST).execute()).iterator().next().getLong(0);
        Thread client = new Thread(() -> create(rate, all, answered), "creating");
        client.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + PATIENCE_SECONDS);
        while ((answered.size() < all || audited.size() < all || copied.size() < all) && System.nanoTime() < end) {
            for (Row row : wait(governance.preparedQuery(AUDITED).execute(Tuple.of(from)))) {
                from = row.getLong(0);
                audited.putIfAbsent(row.getUUID(1), System.nanoTime());
            }
            UUID[] missing = answered.keySet().stream().filter(id -> !copied.containsKey(id)).toArray(UUID[]::new);
            for (Row row : wait(campaigns.preparedQuery(COPIED).execute(Tuple.of(missing)))) {
                copied.put(row.getUUID(0), System.nanoTime());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        client.join();
        return String.format(Locale.ROOT, "%d events/s for %d s: audit %s; replica %s", rate, seconds, told(answered, audited), told(answered, copied));
    }

    private void create(int rate, int all, Map<UUID, Long> answered) {
        long start = System.nanoTime();
        for (int i = 0; i < all; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            leads.send(HttpMethod.POST, "/api/v1/leads?allowDuplicate=true", "application/json", Buffer.buffer(Http.lead()), 201)
                    .onSuccess(body -> answered.put(UUID.fromString(new JsonObject(body).getString("id")), System.nanoTime()))
                    .onFailure(failure -> System.err.println(failure.getMessage()));
        }
    }

    /** What was seen before its client was told counts as at once. */
    private static String told(Map<UUID, Long> answered, Map<UUID, Long> seen) {
        List<Double> millis = new ArrayList<>();
        answered.forEach((id, at) -> {
            if (seen.containsKey(id)) {
                millis.add(Math.max(0, seen.get(id) - at) / 1e6);
            }
        });
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? "nothing seen" : String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms, %d of %d seen", sorted[sorted.length / 2],
                sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))], Arrays.stream(sorted).count(), answered.size());
    }

    private static <T> T wait(io.vertx.core.Future<T> result) {
        return result.toCompletionStage().toCompletableFuture().join();
    }
}
