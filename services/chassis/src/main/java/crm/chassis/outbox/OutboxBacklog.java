package crm.chassis.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** How much waits in the outbox and for how long, looked up every few seconds. */
@ApplicationScoped
class OutboxBacklog {

    private static final Logger LOG = Logger.getLogger(OutboxBacklog.class);

    // Counting stops where the number no longer matters.
    private static final String WAITING = "select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)"
            + "::float8 from (select created_at from outbox order by sequence limit 100000) as waiting";

    private final Pool pool;
    private final MeterRegistry metrics;
    private volatile long events;
    private volatile double ageSeconds;

    OutboxBacklog(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("crm.outbox.backlog", () -> events)
                .description("Committed events that the broker has not confirmed, 100000 at most")
                .register(metrics);
        Gauge.builder("crm.outbox.age", () -> ageSeconds)
                .description("How long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Scheduled(identity = "outbox-backlog", every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(WAITING).execute()
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    events = row.getLong(0);
                    ageSeconds = row.getDouble(1);
                })
                .replaceWithVoid()
                // The last figures stand until the database answers again.
                .onFailure().invoke(fault -> LOG.debug("The outbox cannot be counted", fault))
                .onFailure().recoverWithNull();
    }

    long events() {
        return events;
    }

    double ageSeconds() {
        return ageSeconds;
    }
}
