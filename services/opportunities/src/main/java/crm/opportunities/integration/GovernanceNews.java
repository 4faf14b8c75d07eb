package crm.opportunities.integration;

import crm.chassis.change.ForeignValue;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.contracts.governance.GovernanceEvents;
import crm.opportunities.contact.Contact;
import crm.opportunities.contact.Contacts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what governance decides, and keeps on each contact how its consents stand. */
@ApplicationScoped
class GovernanceNews {

    private static final String QUEUE = "opportunities.governance";
    private static final Set<String> CONSENTS = Set.of(GovernanceEvents.CONSENT_GIVEN, GovernanceEvents.CONSENT_WITHDRAWN, GovernanceEvents.CONSENT_EXPIRED);

    private final Inbox inbox;
    private final ForeignValue<Contact> consents;

    GovernanceNews(Inbox inbox, Contacts contacts) {
        this.inbox = inbox;
        this.consents = new ForeignValue<>(contacts, "consents");
    }

    @Incoming("governance")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::take);
    }

    private Uni<Void> take(IncomingEvent event) {
        boolean mine = CONSENTS.contains(event.type()) && "CONTACT".equals(event.data().path("personType").asText());
        return mine ? consents.say(event.subject(), event.recordVersion(), event.data().path("summary")) : Uni.createFrom().voidItem();
    }

    /** Consents may be told before the contact is there. */
    @Scheduled(identity = "consents-of-new-contacts", every = "${crm.consents.apply-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> applyWaiting() {
        return consents.applyWaiting();
    }
}
