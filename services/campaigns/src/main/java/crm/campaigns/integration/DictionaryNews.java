package crm.campaigns.integration;

import crm.chassis.dictionary.Dictionary;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.contracts.governance.GovernanceEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears which fields and quality rules the company publishes and retires. */
@ApplicationScoped
public class DictionaryNews {

    private static final String QUEUE = "campaigns.dictionary";

    private final Inbox inbox;
    private final Dictionary dictionary;

    DictionaryNews(Inbox inbox, Dictionary dictionary) {
        this.inbox = inbox;
        this.dictionary = dictionary;
    }

    @Incoming("dictionary")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        return switch (event.type()) {
            case GovernanceEvents.FIELD_PUBLISHED -> dictionary.keep(Dictionary.Kind.FIELD, false, event);
            case GovernanceEvents.FIELD_RETIRED -> dictionary.keep(Dictionary.Kind.FIELD, true, event);
            case GovernanceEvents.QUALITY_RULE_PUBLISHED -> dictionary.keep(Dictionary.Kind.RULE, false, event);
            case GovernanceEvents.QUALITY_RULE_RETIRED -> dictionary.keep(Dictionary.Kind.RULE, true, event);
            default -> Uni.createFrom().voidItem();
        };
    }
}
