package crm.cases.sla;

import crm.cases.support.SupportCase;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** When which promise was broken; the table takes each promise of a case once. */
@Singleton
public class Breaches {

    private static final String KEEP = "insert into sla_breach (case_id, milestone, due_at, breached_at) values ($1, $2, $3, $4) on conflict do nothing";

    private final Clock clock;

    Breaches(Clock clock) {
        this.clock = clock;
    }

    /** Keeps the promises that a case breaks in the open transaction. */
    public Uni<Void> keep(Mutiny.Session session, SupportCase record) {
        Uni<Void> work = Uni.createFrom().voidItem();
        for (Map.Entry<Milestone, Instant> broken : record.breaking().entrySet()) {
            work = work.chain(() -> SessionSql.update(session, KEEP, record.id, broken.getKey().name(), at(broken.getValue()), at(clock.instant())))
                    .replaceWithVoid();
        }
        return work;
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
