package crm.chassis.imports;

import crm.chassis.record.CrmRecord;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Carries out a job from its position to its end, batch by batch, each one transaction. */
final class ImportRun<T extends CrmRecord> {

    private static final int ROWS = 500;
    private static final int CHARACTERS = 4_000_000;

    private final ImportPlan<T> plan;
    private final ImportJobs jobs;
    private final FileStore files;
    private final Pool pool;
    private final UUID worker;

    ImportRun(ImportPlan<T> plan, ImportJobs jobs, FileStore files, Pool pool, UUID worker) {
        this.plan = plan;
        this.jobs = jobs;
        this.files = files;
        this.pool = pool;
        this.worker = worker;
    }

    private record Applied(List<RowResult> results, List<Unmatched> unmatched, Map<UUID, UUID> placed) {}

    /** @param afterBatch runs between two batches, and ends the run by throwing */
    void run(Runnable afterBatch) {
        ImportJob job = plan.job();
        try (CsvText csv = CsvText.open(new DecodingReader(files.open(job.id(), () -> jobs.extend(job.id(), worker)), Charset.forName(job.charset())))) {
            long position = job.position();
            csv.skipThrough(position);
            for (List<SourceRow> rows = csv.next(ROWS, CHARACTERS); !rows.isEmpty(); rows = csv.next(ROWS, CHARACTERS)) {
                position = apply(rows, position);
                afterBatch.run();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        jobs.complete(job.id(), worker);
    }

    /** Where the database refuses a value, the batch is halved until the row that has it is alone. */
    private long apply(List<SourceRow> rows, long position) {
        long last = rows.get(rows.size() - 1).number();
        try {
            record(rows, position, last);
            return last;
        } catch (RuntimeException failure) {
            if (DatabaseFault.of(failure) != DatabaseFault.OF_A_ROW) {
                throw failure;
            }
            if (rows.size() == 1) {
                refuse(rows.get(0), DatabaseFault.reason(failure), position);
                return last;
            }
            int half = rows.size() / 2;
            return apply(rows.subList(half, rows.size()), apply(rows.subList(0, half), position));
        }
    }

    private void record(List<SourceRow> rows, long position, long last) {
        ImportJob job = plan.job();
        Applied tried = !job.dryRun() ? null : Waiting.onTrial(pool, connection -> {
            jobs.lock(connection, job.id(), worker, ImportState.RUNNING, position);
            return apply(connection, rows);
        });
        Waiting.inTransaction(pool, connection -> {
            jobs.lock(connection, job.id(), worker, ImportState.RUNNING, position);
            Applied applied = tried != null ? tried : apply(connection, rows);
            plan.results().add(connection, job.id(), applied.results());
            plan.results().addUnmatched(connection, job.id(), applied.unmatched());
            if (job.dryRun()) {
                Circles.keep(connection, job.id(), applied.placed());
            }
            jobs.advance(connection, job.id(), last, Tally.of(applied.results()));
            return null;
        });
    }

    private Applied apply(SqlConnection connection, List<SourceRow> rows) {
        ImportBatch<T> batch = new ImportBatch<>(plan, connection);
        return new Applied(batch.apply(rows), batch.unmatched(), batch.placed());
    }

    private void refuse(SourceRow row, String reason, long position) {
        ImportJob job = plan.job();
        List<RowResult> results = List.of(RowResult.failed(row, reason));
        Waiting.inTransaction(pool, connection -> {
            jobs.lock(connection, job.id(), worker, ImportState.RUNNING, position);
            plan.results().add(connection, job.id(), results);
            jobs.advance(connection, job.id(), row.number(), Tally.of(results));
            return null;
        });
    }
}
