package crm.governance.integration;

import crm.chassis.inbox.Inbox;
import crm.governance.audit.AuditTrail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes every event of every service to the audit trail. */
@ApplicationScoped
class AuditEvents {

    private static final String QUEUE = "governance.audit";

    private final Inbox inbox;
    private final AuditTrail trail;
    private final Pool pool;

    AuditEvents(Inbox inbox, AuditTrail trail, Pool pool) {
        this.inbox = inbox;
        this.trail = trail;
        this.pool = pool;
    }

    @Incoming("audit")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, event -> pool.withTransaction(connection -> trail.write(connection, List.of(event))));
    }
}
