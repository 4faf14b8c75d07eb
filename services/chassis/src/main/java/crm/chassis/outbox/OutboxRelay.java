package crm.chassis.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Moves committed events from the outbox to the broker, in order. It runs when a commit wakes it and, as the net under
 * that, at a slow beat. Any number of instances may run one; {@link OutboxBatch} lets one at a time work. The events of
 * bulk work, an import of a million rows say, leave at a stated pace, so that neither the events of people's doing nor
 * the services that read them wait behind it.
 *
 * <p>All state is touched on one Vert.x context only, except {@code woken}.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final long BUSY_MILLIS = 50;
    private static final int BULK_STEP = 100;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final OutboxBatch batch;
    private final Vertx vertx;
    private final boolean enabled;
    private final long lingerMillis;
    private final long pollMillis;
    private final int bulkPerSecond;
    private final Counter relayed;

    private final AtomicBoolean woken = new AtomicBoolean();
    private Context context;
    private volatile boolean stopped = true;
    private boolean running;
    private boolean again;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean failing;
    private volatile boolean bulkWaits = true;
    private boolean bulkTurnIsSet;
    private long nextBulkNanos = System.nanoTime();

    OutboxRelay(
            OutboxBatch batch,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "crm.outbox.relay.enabled") boolean enabled,
            @ConfigProperty(name = "crm.outbox.relay.linger") Duration linger,
            @ConfigProperty(name = "crm.outbox.relay.poll") Duration poll,
            @ConfigProperty(name = "crm.outbox.relay.bulk-per-second") int bulkPerSecond) {
        this.batch = batch;
        this.vertx = vertx;
        this.enabled = enabled;
        this.lingerMillis = linger.toMillis();
        this.pollMillis = poll.toMillis();
        this.bulkPerSecond = bulkPerSecond;
        this.relayed = metrics.counter("crm.outbox.relayed");
    }

    void start(@Observes StartupEvent event) {
        if (!enabled) {
            LOG.warn("THE OUTBOX RELAY IS SWITCHED OFF: no event leaves this service. This is meant for experiments only.");
            return;
        }
        context = vertx.getOrCreateContext();
        stopped = false;
        vertx.setPeriodic(pollMillis, timer -> wake(true));
        wake(true);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /**
     * There may be something to publish. Cheap, from any thread, as often as there are commits.
     *
     * @param bulk whether some of it may be bulk work
     */
    public void wake(boolean bulk) {
        if (bulk) {
            bulkWaits = true;
        }
        if (!stopped && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                again = true;
                if (running) {
                    woken.set(false);
                } else {
                    running = true;
                    // Commits come in flocks: one batch for a few of them costs a fraction of a batch for each.
                    after(lingerMillis);
                }
            });
        }
    }

    private void after(long millis) {
        vertx.setTimer(Math.max(1, millis), timer -> context.runOnContext(now -> run()));
    }

    private void run() {
        woken.set(false);
        again = false;
        if (stopped) {
            running = false;
            return;
        }
        int mostInBulk = bulkWaits && System.nanoTime() >= nextBulkNanos ? BULK_STEP : 0;
        if (mostInBulk > 0) {
            bulkWaits = false;
        }
        batch.relay(mostInBulk).subscribe().with(
                result -> context.runOnContext(now -> finished(result)),
                fault -> context.runOnContext(now -> failed(fault)));
    }

    private void finished(OutboxBatch.Result result) {
        relayed.increment(result.count());
        if (result.bulk() > 0) {
            nextBulkNanos = System.nanoTime() + result.bulk() * 1_000_000_000L / bulkPerSecond;
        }
        if (result.fault() != null) {
            failed(result.fault());
            return;
        }
        if (failing) {
            LOG.info("Events are being published again");
        }
        failing = false;
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (result.busyElsewhere()) {
            after(BUSY_MILLIS);
        } else if (result.full()) {
            bulkWaits = true;
            run();
        } else if (again) {
            after(lingerMillis);
        } else {
            running = false;
        }
        if (result.bulkWaits() || result.busyElsewhere()) {
            bulkWaits = true;
        }
        if (bulkWaits && !bulkTurnIsSet) {
            bulkTurnIsSet = true;
            vertx.setTimer(Math.max(1, (nextBulkNanos - System.nanoTime()) / 1_000_000), timer -> {
                bulkTurnIsSet = false;
                wake(true);
            });
        }
    }

    /** The broker or the database is away: nothing is lost, the events wait. */
    private void failed(Throwable fault) {
        if (!failing) {
            LOG.warnf("Events wait in the outbox, publishing is tried again and again: %s", fault);
        }
        LOG.debug("Publishing failed", fault);
        failing = true;
        bulkWaits = true;
        after(pauseMillis);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }
}
