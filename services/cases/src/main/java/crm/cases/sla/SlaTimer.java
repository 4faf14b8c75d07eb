package crm.cases.sla;

import crm.cases.support.Cases;
import crm.cases.support.SupportCase;
import crm.chassis.access.Me;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets clocks strike. What is due stands in the database, so nothing is forgotten while the service is down, and a case
 * is locked while it is dealt with, so that several instances tell each promise once.
 */
@Singleton
public class SlaTimer {

    private static final Logger LOG = Logger.getLogger(SlaTimer.class);
    private static final int AT_ONCE = 200;
    private static final String DUE = "select id from support_case where next_due_at < $1 order by next_due_at limit " + AT_ONCE;
    private static final String CLAIM = "select id from support_case where id = $1 and next_due_at < $2 for update skip locked";

    private final Pool pool;
    private final Cases cases;
    private final Clock clock;

    SlaTimer(Pool pool, Cases cases, Clock clock) {
        this.pool = pool;
        this.cases = cases;
        this.clock = clock;
    }

    @Scheduled(identity = "sla-timer", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return due().chain(ids -> Multi.createFrom().iterable(ids)
                .onItem().transformToUniAndConcatenate(id -> strike(id)
                        .onFailure().invoke(failure -> LOG.warnf(failure, "The clock of case %s could not strike; it is tried again", id))
                        .onFailure().recoverWithNull())
                .collect().last().replaceWithVoid());
    }

    private Uni<List<UUID>> due() {
        return pool.preparedQuery(DUE).execute(Tuple.of(now())).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    /** One case in one transaction; another sweep that deals with it, or has, leaves nothing to do. */
    private Uni<Void> strike(UUID id) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.select(session, CLAIM, id, now())
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : session.find(SupportCase.class, id)
                                .chain(record -> cases.store(record, Me.PLATFORM, struck -> CaseClock.of(struck).strike(clock.instant(), this::isTeam)))
                                .replaceWithVoid())));
    }

    private boolean isTeam(String name) {
        return !cases.chassis().directory().isKnown() || cases.chassis().directory().hasTeam(name);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
