package crm.chassis.imports;

import crm.chassis.change.Records;
import crm.chassis.record.CrmRecord;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One job of the queue, from claiming it to its end. */
@Singleton
class ImportWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class);
    private static final int ATTEMPTS = 5;

    private final ImportJobs jobs;
    private final FileStore files;
    private final RecordKinds kinds;
    private final RowResults results;
    private final UsualValues usual;
    private final Pool pool;

    ImportWork(ImportJobs jobs, FileStore files, RecordKinds kinds, RowResults results, UsualValues usual, Pool pool) {
        this.jobs = jobs;
        this.files = files;
        this.kinds = kinds;
        this.results = results;
        this.usual = usual;
        this.pool = pool;
    }

    /**
     * Does the next job, if there is one that nobody works on.
     *
     * @return whether there was one
     */
    boolean next(UUID worker, Runnable afterBatch) {
        Optional<ImportJob> claimed = jobs.claim(worker);
        claimed.ifPresent(job -> carryOut(job, worker, afterBatch));
        return claimed.isPresent();
    }

    private void carryOut(ImportJob job, UUID worker, Runnable afterBatch) {
        try {
            Records<?> records = kinds.ofCollection(job.collection())
                    .orElseThrow(() -> new IllegalStateException("no records of " + job.collection() + " here"));
            LOG.infof("Import %s of %s is %s from row %d on", job.id(), job.collection(), job.state(), job.position() + 1);
            carryOut(job, records, worker, afterBatch);
            LOG.infof("Import %s of %s is done", job.id(), job.collection());
        } catch (LeaseLost elsewhere) {
            LOG.infof("Import %s goes on in another worker", job.id());
        } catch (RuntimeException failure) {
            if (failure instanceof WorkerStopped || DatabaseFault.of(failure) == DatabaseFault.PASSING) {
                throw failure;
            }
            LOG.errorf(failure, "Import %s stopped for a reason that nobody foresaw", job.id());
            jobs.giveUpAfter(ATTEMPTS, job.id(), "The import stopped for a reason that was not foreseen and has been written down.");
            throw failure;
        }
    }

    private <T extends CrmRecord> void carryOut(ImportJob job, Records<T> records, UUID worker, Runnable afterBatch) {
        ImportPlan<T> plan = ImportPlan.of(job, records, kinds, results, usual);
        if (job.state() == ImportState.REVERSING) {
            new ReversalRun<>(plan, jobs, pool, worker).run(afterBatch);
        } else {
            new ImportRun<>(plan, jobs, files, pool, worker).run(afterBatch);
        }
    }
}
