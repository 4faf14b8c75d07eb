package crm.governance.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.governance.audit.AuditTrail;
import crm.governance.quality.ScoreRecords;
import crm.governance.record.KnownRecords;
import crm.governance.timeline.WriteTimeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes every event of every service to the audit, the timeline, the scores and what is known of the records. */
@ApplicationScoped
class AuditEvents {

    private static final String QUEUE = "governance.audit";

    private final Inbox inbox;
    private final AuditTrail trail;
    private final KnownRecords records;
    private final WriteTimeline timeline;
    private final ScoreRecords scores;

    AuditEvents(Inbox inbox, AuditTrail trail, KnownRecords records, WriteTimeline timeline, ScoreRecords scores) {
        this.inbox = inbox;
        this.trail = trail;
        this.records = records;
        this.timeline = timeline;
        this.scores = scores;
    }

    @Incoming("audit")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receiveMany(QUEUE, message, this::write);
    }

    /**
     * The parts need nothing of each other, so their statements are sent without waiting for the answers in between. The database
     * runs them in this order: whoever waits for the head of the chain holds nothing that another batch needs.
     */
    private Uni<Void> write(SqlConnection connection, List<IncomingEvent> events) {
        return Uni.join().all(trail.write(connection, events), records.keep(connection, events), timeline.write(connection, events),
                scores.write(connection, events)).andFailFast().replaceWithVoid();
    }
}
