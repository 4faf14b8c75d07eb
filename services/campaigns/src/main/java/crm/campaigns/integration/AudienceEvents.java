package crm.campaigns.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.replica.Replica;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps a replica of the people and companies that marketing may address: leads, contacts and accounts. */
@ApplicationScoped
class AudienceEvents {

    private static final String QUEUE = "campaigns.audience";

    private final Inbox inbox;
    private final Replica replica;

    AudienceEvents(Inbox inbox, Replica replica) {
        this.inbox = inbox;
        this.replica = replica;
    }

    @Incoming("audience")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, replica::keep);
    }
}
