package crm.opportunities.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.opportunities.value.ServedCases;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from the cases service which cases were closed, since they are part of what a customer costs. */
@ApplicationScoped
class ClosedCases {

    private static final String QUEUE = "opportunities.cases";

    private final Inbox inbox;
    private final ServedCases servedCases;

    ClosedCases(Inbox inbox, ServedCases servedCases) {
        this.inbox = inbox;
        this.servedCases = servedCases;
    }

    @Incoming("cases")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        var data = event.data();
        try {
            UUID account = data.path("accountId").isTextual() ? UUID.fromString(data.path("accountId").textValue()) : null;
            return servedCases.closed(event.subject(), account, Instant.parse(data.path("closedAt").asText()));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new PoisonMessage("A closed case without a readable moment or account.", unreadable);
        }
    }
}
