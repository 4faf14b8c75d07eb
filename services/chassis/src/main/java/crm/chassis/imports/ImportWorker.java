package crm.chassis.imports;

import crm.chassis.record.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The thread of this instance that carries out imports, one after the other. Several instances share the queue. While
 * the database is away it waits and goes on where it was.
 */
@Singleton
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final ImportWork work;
    private final ImportJobs jobs;
    private final boolean enabled;
    private final Duration poll;
    private final UUID id = Ids.next();
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "imports");
    private volatile boolean stopping;

    ImportWorker(ImportWork work, ImportJobs jobs, @ConfigProperty(name = "crm.imports.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "crm.imports.poll", defaultValue = "2S") Duration poll) {
        this.work = work;
        this.jobs = jobs;
        this.enabled = enabled;
        this.poll = poll;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Lets the batch at hand end and hands the job back. */
    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        wake();
        thread.join(PATIENCE_AT_END.toMillis());
    }

    /** There is something to do. */
    void wake() {
        calls.release();
    }

    private void run() {
        while (!stopping) {
            try {
                calls.drainPermits();
                if (work.next(id, this::goOn)) {
                    continue;
                }
            } catch (WorkerStopped end) {
                break;
            } catch (RuntimeException failure) {
                LOG.warnf("Imports wait: %s", failure.toString());
            }
            await();
        }
        try {
            jobs.release(id);
        } catch (RuntimeException away) {
            LOG.debugf("The lease was not given back and will end by itself: %s", away.toString());
        }
    }

    private void goOn() {
        if (stopping) {
            throw new WorkerStopped();
        }
    }

    private void await() {
        try {
            calls.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            stopping = true;
        }
    }
}
