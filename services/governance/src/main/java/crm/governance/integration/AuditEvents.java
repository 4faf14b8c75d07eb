package crm.governance.integration;

import crm.chassis.inbox.Inbox;
import crm.governance.audit.AuditTrail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes every event of every service to the audit trail. */
@ApplicationScoped
class AuditEvents {

    private static final String QUEUE = "governance.audit";

    private final Inbox inbox;
    private final AuditTrail trail;

    AuditEvents(Inbox inbox, AuditTrail trail) {
        this.inbox = inbox;
        this.trail = trail;
    }

    @Incoming("audit")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, trail::write);
    }
}
