package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accounts and deals of a company, put into the tables of the opportunities service and taken away in the end. */
final class CompanyData implements AutoCloseable {

    private static final String MARK = "bench-company";
    private static final int DEALS_BY_ACCOUNT = 5;

    private static final String ACCOUNTS = """
            insert into account (id, version, owner, team, created_at, created_by, updated_at, updated_by, source, external_id, name, type)
            select gen_random_uuid(), 1, case when n % 2 = 0 then 'sales-rep' else 'sales-rep-2' end,
                case when n % 2 = 0 then 'sales-central' else 'sales-east' end, now(), 'bench', now(), 'bench', 'IMPORT', $1 || n,
                'Company ' || translate(left(md5(n::text), 8), '0123456789', 'ghijklmnop'), 'CUSTOMER'
            from generate_series($2::bigint, $3::bigint) n""";
    private static final String DEALS = """
            insert into opportunity (id, version, owner, team, created_at, created_by, updated_at, updated_by, source, external_id, name, account_id,
                pipeline_id, stage_id, stage_name, probability, amount, currency, exchange_rate, amount_base, expected_revenue, close_date,
                forecast_category, stage_entered_at)
            select gen_random_uuid(), 1, account.owner, account.team, now() - n % 300 * interval '1 day', 'bench', now(), 'bench', 'IMPORT', account.external_id,
                'Deal ' || n, account.id, stage.pipeline_id, stage.id, stage.name, stage.probability, n % 9000 + 0.25, 'USD', 1, n % 9000 + 0.25,
                round((n % 9000 + 0.25) * stage.probability / 100, 4), current_date + (n % 360)::int, stage.forecast_category, now() - n % 60 * interval '1 day'
            from generate_series($2::bigint, $3::bigint) n join account on account.external_id = $1 || n / $4
            join stage on stage.pipeline_id = (select id from pipeline where is_default) and stage.position = 1 + n % 5""";

    private final Pool pool;
    private long accounts;

    CompanyData(Vertx vertx, Platform platform) throws IOException, InterruptedException {
        pool = PgBuilder.pool().using(vertx).connectingTo(platform.database("opportunities")).with(new PoolOptions().setMaxSize(2)).build();
        clear();
    }

    /** Brings the tables to so many accounts, each with five open deals. */
    void grow(int many) {
        wait(pool.preparedQuery(ACCOUNTS).execute(Tuple.of(MARK, accounts + 1, (long) many)));
        wait(pool.preparedQuery(DEALS).execute(Tuple.of(MARK, (accounts + 1) * DEALS_BY_ACCOUNT, (many + 1L) * DEALS_BY_ACCOUNT - 1, DEALS_BY_ACCOUNT)));
        accounts = many;
        wait(pool.query("vacuum analyze account, opportunity").execute());
    }

    List<UUID> sampleOfAccounts() {
        List<UUID> sample = new ArrayList<>();
        wait(pool.preparedQuery("select id from account where external_id like $1 || '%' order by id limit 2000").execute(Tuple.of(MARK))).forEach(row -> sample.add(row.getUUID(0)));
        return sample;
    }

    private void clear() {
        wait(pool.preparedQuery("delete from opportunity where external_id like $1 || '%'").execute(Tuple.of(MARK)));
        wait(pool.preparedQuery("delete from account where external_id like $1 || '%'").execute(Tuple.of(MARK)));
    }

    private static <T> T wait(Future<T> result) {
        return result.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        clear();
        wait(pool.close());
    }
}
