package crm.leads.integration;

import crm.chassis.inbox.Inbox;
import crm.leads.contact.KnownContacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears who is a contact already, so that nobody who sends a form is taken for somebody new. */
@ApplicationScoped
class ContactNews {

    private static final String QUEUE = "leads.contacts";

    private final Inbox inbox;
    private final KnownContacts contacts;

    ContactNews(Inbox inbox, KnownContacts contacts) {
        this.inbox = inbox;
        this.contacts = contacts;
    }

    @Incoming("contacts")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receiveTogether(QUEUE, message, contacts::keepAll);
    }
}
