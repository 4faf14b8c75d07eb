package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes until all open opportunities in a currency follow an exchange rate that is new, each as a change with its
 * history and its event.
 */
final class RateChange {

    /** One that no other data is in. */
    private static final String CURRENCY = "ISK";

    private static final long PATIENCE = 1_800_000_000_000L;
    private static final String FOREIGN = "update opportunity set currency = '" + CURRENCY + "', exchange_rate = 0.01, amount_base = round(amount * 0.01, 4)"
            + " where external_id = $1 and outcome = 'OPEN'";
    private static final String LEFT = "select count(*) from opportunity where external_id = $1 and currency = '" + CURRENCY + "' and exchange_rate <> 0.007";

    private final Http service;
    private final Pool pool;
    private final String mark;

    RateChange(Http service, Pool pool, String mark) {
        this.service = service;
        this.pool = pool;
        this.mark = mark;
    }

    /** A line of a report. */
    String measure() {
        int deals = wait(pool.preparedQuery(FOREIGN).execute(Tuple.of(mark))).rowCount();
        wait(pool.query("vacuum analyze opportunity").execute());
        long begin = System.nanoTime();
        wait(service.send(HttpMethod.POST, "/api/v1/exchange-rates", "application/json", Buffer.buffer("{\"currency\":\"" + CURRENCY
                + "\",\"day\":\"2001-01-01\",\"rate\":0.007,\"externalId\":\"" + mark + "\"}"), 201));
        while (wait(pool.preparedQuery(LEFT).execute(Tuple.of(mark))).iterator().next().getLong(0) > 0) {
            if (System.nanoTime() - begin > PATIENCE) {
                throw new IllegalStateException("the opportunities do not follow the rate");
            }
            LockSupport.parkNanos(500_000_000L);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(Locale.ROOT, "%,d open opportunities follow a new exchange rate in %.0f s, %.2f ms each, with history and events", deals, seconds,
                seconds * 1_000 / deals);
    }

    void clear() {
        wait(pool.preparedQuery("delete from record_history where record_type = 'opportunity' and record_id in (select id from opportunity where external_id = $1)")
                .execute(Tuple.of(mark)));
        wait(pool.preparedQuery("delete from exchange_rate where external_id = $1").execute(Tuple.of(mark)));
    }

    private static <T> T wait(Future<T> result) {
        return result.toCompletionStage().toCompletableFuture().join();
    }
}
