package crm.chassis.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The queue of imports. A worker holds a job by a lease that it renews with each batch; each batch begins with locking
 * the job at the position it continues from, so that no two workers ever apply the same rows, whatever their clocks say.
 */
@Singleton
class ImportJobs {

    private static final String TO_DO = "state in ('QUEUED', 'RUNNING', 'REVERSING')";

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;
    private final double leaseSeconds;

    ImportJobs(Pool pool, ObjectMapper json, Clock clock, @ConfigProperty(name = "crm.imports.lease", defaultValue = "15S") Duration lease) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
        leaseSeconds = lease.toMillis() / 1000.0;
    }

    /** Everything about a file that its job starts with. */
    record NewJob(UUID id, String collection, ImportRequest request, JsonNode mapping, List<String> header, List<String> ignored, String charset,
            long bytes, String sha256, long rows, JsonNode me, String startedBy, String traceparent) {}

    /** Adds a job; false where the same person used its Idempotency-Key before. */
    boolean add(NewJob job) {
        String sql = "insert into import_job (id, collection, state, dry_run, match_on, mapping, header, ignored_columns, charset, bytes, sha256,"
                + " row_count, started_by, me, idempotency_key, traceparent, created_at, keep_owners)"
                + " values ($1, $2, 'QUEUED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict do nothing";
        String key = job.request().idempotencyKey();
        return Waiting.on(pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(job.id(), job.collection(), job.request().dryRun(),
                job.request().matchField(), job.mapping() == null ? Tuple.JSON_NULL : Json.decodeValue(job.mapping().toString()),
                new JsonArray(job.header()), new JsonArray(job.ignored()), job.charset(), job.bytes(), job.sha256(), job.rows(), job.startedBy(),
                Json.decodeValue(job.me().toString()), key == null || key.isBlank() ? null : key, job.traceparent(), now(),
                job.request().keepOwners())))).rowCount() == 1;
    }

    Uni<Optional<ImportView>> view(UUID id) {
        return pool.preparedQuery("select " + ImportView.COLUMNS + " from import_job where id = $1").execute(Tuple.of(id))
                .map(rows -> first(rows).map(row -> ImportView.from(row, json)));
    }

    Optional<ImportView> withKey(String startedBy, String collection, String key) {
        return first(Waiting.on(pool.preparedQuery("select " + ImportView.COLUMNS
                + " from import_job where started_by = $1 and collection = $2 and idempotency_key = $3").execute(Tuple.of(startedBy, collection, key))))
                .map(row -> ImportView.from(row, json));
    }

    /** The oldest job that nobody works on, leased to this worker from now on. */
    Optional<ImportJob> claim(UUID worker) {
        String sql = "update import_job set lease_holder = $1, lease_until = now() + make_interval(secs => $2),"
                + " state = case state when 'QUEUED' then 'RUNNING' else state end, started_at = coalesce(started_at, $3)"
                + " where id = (select id from import_job where " + TO_DO + " and (lease_until is null or lease_until < now() or lease_holder = $1)"
                + " order by created_at limit 1 for update skip locked) returning " + ImportJob.COLUMNS;
        return first(Waiting.on(pool.preparedQuery(sql).execute(Tuple.of(worker, leaseSeconds, now())))).map(row -> ImportJob.from(row, json));
    }

    /** Renews the lease while a worker only reads. */
    void extend(UUID id, UUID worker) {
        int held = Waiting.on(pool.preparedQuery("update import_job set lease_until = now() + make_interval(secs => $3) where id = $1 and lease_holder = $2")
                .execute(Tuple.of(id, worker, leaseSeconds))).rowCount();
        if (held == 0) {
            throw new LeaseLost();
        }
    }

    /** Gives back what a worker that stops holds, so that another one need not wait for the lease to end. */
    void release(UUID worker) {
        Waiting.on(pool.preparedQuery("update import_job set lease_until = null, lease_holder = null where lease_holder = $1").execute(Tuple.of(worker)));
    }

    /**
     * Locks the job for a batch, in its transaction.
     *
     * @throws LeaseLost where another worker has it, or has gone on from that position
     */
    void lock(SqlConnection connection, UUID id, UUID worker, ImportState state, long position) {
        String column = state == ImportState.REVERSING ? "reversal_position" : "position";
        String sql = "select set_config('statement_timeout', '50s', true) from import_job where id = $1 and lease_holder = $2 and state = $3 and "
                + column + " = $4 for update";
        if (Waiting.on(connection.preparedQuery(sql).execute(Tuple.of(id, worker, state.name(), position))).rowCount() == 0) {
            throw new LeaseLost();
        }
    }

    /** Moves the job on, in the transaction of the batch. */
    void advance(SqlConnection connection, UUID id, long position, Tally tally) {
        String sql = "update import_job set position = $2, processed = processed + $3, created = created + $4, updated = updated + $5,"
                + " unchanged = unchanged + $6, duplicates = duplicates + $7, failed = failed + $8, attempts = 0,"
                + " lease_until = now() + make_interval(secs => $9) where id = $1";
        Waiting.on(connection.preparedQuery(sql).execute(Tuple.from(Arrays.asList(id, position, tally.processed(), tally.created(), tally.updated(),
                tally.unchanged(), tally.duplicates(), tally.failed(), leaseSeconds))));
    }

    void advanceReversal(SqlConnection connection, UUID id, long position, long archived, long restored, long kept) {
        String sql = "update import_job set reversal_position = $2, archived = archived + $3, restored = restored + $4,"
                + " kept_because_changed = kept_because_changed + $5, attempts = 0, lease_until = now() + make_interval(secs => $6) where id = $1";
        Waiting.on(connection.preparedQuery(sql).execute(Tuple.of(id, position, archived, restored, kept, leaseSeconds)));
    }

    /** Ends a job that has read its file; the file is not needed any more. */
    void complete(UUID id, UUID worker) {
        Waiting.inTransaction(pool, connection -> {
            Waiting.on(connection.preparedQuery("update import_job set state = 'COMPLETED', finished_at = $3, lease_holder = null, lease_until = null"
                    + " where id = $1 and lease_holder = $2 and state = 'RUNNING'").execute(Tuple.of(id, worker, now())));
            Waiting.on(connection.preparedQuery("delete from import_placed where import_id = $1").execute(Tuple.of(id)));
            return Waiting.on(connection.preparedQuery("delete from import_chunk where import_id = $1").execute(Tuple.of(id)));
        });
    }

    void completeReversal(UUID id, UUID worker) {
        Waiting.on(pool.preparedQuery("update import_job set state = 'REVERSED', reversed_at = $3, lease_holder = null, lease_until = null"
                + " where id = $1 and lease_holder = $2 and state = 'REVERSING'").execute(Tuple.of(id, worker, now())));
    }

    /** Counts an attempt that failed without need; after the last one the job is given up where it is. */
    boolean giveUpAfter(int attempts, UUID id, String problem) {
        String sql = "update import_job set attempts = attempts + 1, lease_until = null, lease_holder = null,"
                + " state = case when attempts + 1 >= $2 then 'FAILED' else state end,"
                + " problem = case when attempts + 1 >= $2 then $3 else problem end,"
                + " finished_at = case when attempts + 1 >= $2 then $4 else finished_at end where id = $1 returning state";
        return first(Waiting.on(pool.preparedQuery(sql).execute(Tuple.of(id, attempts, problem, now()))))
                .map(row -> row.getString(0).equals("FAILED")).orElse(true);
    }

    /** Asks for a job to be taken back; false where its state does not allow it. */
    Uni<Boolean> startReversal(UUID id, String by) {
        String sql = "update import_job set state = 'REVERSING', reversed_by = $2, reversal_requested_at = $3, attempts = 0, problem = null"
                + " where id = $1 and state in ('COMPLETED', 'FAILED') and reversed_by is null and not dry_run";
        return pool.preparedQuery(sql).execute(Tuple.of(id, by, now())).map(rows -> rows.rowCount() == 1);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
}
