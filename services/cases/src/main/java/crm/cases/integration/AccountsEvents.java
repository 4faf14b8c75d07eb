package crm.cases.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.replica.Replica;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps a replica of the accounts and contacts whose cases support works on. */
@ApplicationScoped
class AccountsEvents {

    private static final String QUEUE = "cases.accounts";

    private final Inbox inbox;
    private final Replica replica;

    AccountsEvents(Inbox inbox, Replica replica) {
        this.inbox = inbox;
        this.replica = replica;
    }

    @Incoming("accounts")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, replica::keep);
    }
}
