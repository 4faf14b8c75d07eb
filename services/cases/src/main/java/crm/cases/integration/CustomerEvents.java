package crm.cases.integration;

import crm.cases.customer.WonOpportunities;
import crm.cases.health.HealthQueue;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.chassis.replica.Replica;
import crm.contracts.opportunities.OpportunityEvents;
import crm.contracts.opportunities.OpportunityWon;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps a replica of the accounts and contacts whose cases support works on, and what made them customers. */
@ApplicationScoped
class CustomerEvents {

    private static final String QUEUE = "cases.accounts";
    private static final String ACCOUNTS = "crm.opportunities.account-";

    private final Inbox inbox;
    private final Replica replica;
    private final WonOpportunities won;
    private final HealthQueue health;

    CustomerEvents(Inbox inbox, Replica replica, WonOpportunities won, HealthQueue health) {
        this.inbox = inbox;
        this.replica = replica;
        this.won = won;
        this.health = health;
    }

    @Incoming("accounts")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        if (event.type().equals(OpportunityEvents.OPPORTUNITY_WON)) {
            return won(event);
        }
        Uni<Void> kept = replica.keep(event);
        return event.type().startsWith(ACCOUNTS)
                ? kept.chain(() -> Panache.getSession()).chain(session -> health.mark(session, event.subject()))
                : kept;
    }

    private Uni<Void> won(IncomingEvent event) {
        OpportunityWon deal = event.data(OpportunityWon.class);
        if (deal.opportunityId() == null || deal.accountId() == null || deal.closedAt() == null) {
            throw new PoisonMessage("A won opportunity without its id, its account or its moment.");
        }
        return won.keep(deal.opportunityId(), event.recordVersion(), deal.accountId(), deal.closedAt(), event.data())
                .chain(() -> Panache.getSession())
                .chain(session -> health.mark(session, deal.accountId()));
    }
}
