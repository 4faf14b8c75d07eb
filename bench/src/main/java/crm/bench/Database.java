package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The leads in PostgreSQL itself: fills the table, and is the floor that nothing above it can beat. */
final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final String MARK = "bench";
    private static final String PAGE = "select * from lead where status = 'NEW' and archived_at is null order by created_at desc, id desc limit 50";

    /** Names that begin in as many ways as real ones do: duplicates are looked for among names that begin alike. */
    private static final String WORDS = "create or replace function word(n bigint) returns text immutable language sql"
            + " return initcap(translate(left(md5(n::text), 8), '0123456789', 'ghijklmnop'))";

    private final Pool pool;
    private List<UUID> ids = List.of();

    Database(Vertx vertx, Platform platform) throws IOException, InterruptedException {
        pool = PgBuilder.pool().using(vertx).connectingTo(platform.database("leads")).with(new PoolOptions().setMaxSize(CONNECTIONS)).build();
    }

    /** Brings the table to this many leads; what an earlier run made stays. */
    void fill(int leads) {
        long known = wait(pool.query("select count(*) from lead").execute()).iterator().next().getLong(0);
        if (known < leads) {
            wait(pool.query(WORDS).execute());
            wait(pool.preparedQuery("""
                    insert into lead (id, version, owner, team, created_at, created_by, updated_at, updated_by, source, external_id,
                        first_name, last_name, company, email, phone, status, lead_source, estimated_value, currency, address)
                    select gen_random_uuid(), 1, null, null, now() - n * interval '1 minute', 'bench', now(), 'bench', 'IMPORT', $2 || n,
                        word(n % 997), word(n % 7919), word(n % 20011) || ' ' || word(n % 13), 'p' || n || '@bench' || n % 5003 || '.example',
                        '+41 44 ' || (1000000 + n), (array['NEW','ASSIGNED','CONTACTED','NURTURING','UNQUALIFIED'])[1 + n % 5],
                        (array['Web','Referral','Fair'])[1 + n % 3], n % 90000, 'USD', jsonb_build_object('city', 'City ' || n % 311, 'country', 'CH')
                    from generate_series($1::bigint, $3::bigint) n""").execute(Tuple.of(known + 1, MARK, (long) leads)));
            wait(pool.query("drop function word").execute());
            wait(pool.query("vacuum analyze lead").execute());
        }
        wait(pool.query("drop table if exists bench_floor").execute());
        wait(pool.query("create table bench_floor (like lead including all)").execute());
        List<UUID> sample = new ArrayList<>();
        wait(pool.query("select id from lead order by id limit 5000").execute()).forEach(row -> sample.add(row.getUUID(0)));
        ids = sample;
    }

    List<UUID> ids() {
        return ids;
    }

    Subject subject() {
        return new Subject("PostgreSQL", kind -> switch (kind) {
            case CREATE -> this::create;
            case READ -> this::read;
            case PAGE -> () -> done(pool.preparedQuery(PAGE).execute());
        });
    }

    private Future<Void> create() {
        long n = ThreadLocalRandom.current().nextLong(1L << 40);
        return done(pool.preparedQuery("""
                insert into bench_floor (id, version, created_at, created_by, updated_at, updated_by, source, first_name, last_name, company, email, status)
                values ($1, 1, now(), 'bench', now(), 'bench', 'API', 'Ann', $2, $3, $4, 'NEW')""")
                .execute(Tuple.of(UUID.randomUUID(), "Last" + n, "Company " + n, "p" + n + "@example.org")));
    }

    private Future<Void> read() {
        return done(pool.preparedQuery("select * from lead where id = $1")
                .execute(Tuple.of(ids.get(ThreadLocalRandom.current().nextInt(ids.size())))));
    }

    private static Future<Void> done(Future<RowSet<Row>> result) {
        return result.mapEmpty();
    }

    private static <T> T wait(Future<T> result) {
        return result.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        wait(pool.query("drop table if exists bench_floor").execute());
        wait(pool.close());
    }
}
