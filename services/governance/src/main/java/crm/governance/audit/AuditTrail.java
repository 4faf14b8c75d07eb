package crm.governance.audit;

import crm.chassis.inbox.IncomingEvent;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;

/** Writes down what every service tells, in the open transaction; an event that is known stays as it was. */
@Singleton
public class AuditTrail {

    private static final String WRITE = "insert into audit_event (event_id, type, source, subject, record_version, at, actor, on_behalf_of,"
            + " correlation_id, causation_id, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, cast(cast($11 as text) as jsonb))"
            + " on conflict (event_id) do nothing";

    public Uni<Void> write(IncomingEvent event) {
        return Panache.getSession()
                .chain(session -> SessionSql.update(session, WRITE, event.id(), event.type(), event.source(), event.subject(),
                        event.recordVersion(), event.time().atOffset(ZoneOffset.UTC), event.actor(), event.onBehalfOf(),
                        event.correlationId(), event.causationId(), event.data().toString()))
                .replaceWithVoid();
    }
}
