package crm.opportunities.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.chassis.inbox.RecordVersions;
import crm.opportunities.health.FollowHealth;
import crm.opportunities.health.HealthReport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from the cases service how accounts are; a report that a newer one has overtaken is dropped. */
@ApplicationScoped
class HealthReports {

    private static final String QUEUE = "opportunities.health";

    private final Inbox inbox;
    private final RecordVersions versions;
    private final FollowHealth followHealth;

    HealthReports(Inbox inbox, RecordVersions versions, FollowHealth followHealth) {
        this.inbox = inbox;
        this.versions = versions;
        this.followHealth = followHealth;
    }

    @Incoming("health")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        HealthReport report = report(event);
        return versions.newer(QUEUE, event).chain(newer -> newer ? followHealth.follow(report) : Uni.createFrom().voidItem());
    }

    private static HealthReport report(IncomingEvent event) {
        var data = event.data();
        try {
            if (!data.path("score").isIntegralNumber() || !data.path("band").isTextual()) {
                throw new PoisonMessage("A report of health without score or band.");
            }
            return new HealthReport(event.subject(), data.path("score").intValue(), data.path("band").textValue(),
                    data.path("trend").asText("FLAT"), Instant.parse(data.path("calculatedAt").asText()));
        } catch (DateTimeException unreadable) {
            throw new PoisonMessage("A report of health without a moment.", unreadable);
        }
    }
}
