package crm.leads.integration;

import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.contracts.opportunities.LeadAccepted;
import crm.contracts.opportunities.LeadRefused;
import crm.contracts.opportunities.OpportunityEvents;
import crm.leads.conversion.FinishConversion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what opportunities answers to a conversion. */
@ApplicationScoped
public class ConversionAnswers {

    private static final String QUEUE = "leads.conversion";

    private final Inbox inbox;
    private final FinishConversion finish;

    ConversionAnswers(Inbox inbox, FinishConversion finish) {
        this.inbox = inbox;
        this.finish = finish;
    }

    @Incoming("conversion")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        return switch (event.type()) {
            case OpportunityEvents.LEAD_ACCEPTED -> accepted(event.data(LeadAccepted.class));
            case OpportunityEvents.LEAD_REFUSED -> refused(event.data(LeadRefused.class));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> accepted(LeadAccepted answer) {
        return finish.completed(required(answer.leadId()), required(answer.conversionId()), answer.accountId(), answer.contactId(),
                answer.opportunityId());
    }

    private Uni<Void> refused(LeadRefused answer) {
        return finish.rejected(required(answer.leadId()), required(answer.conversionId()), answer.reason());
    }

    private static UUID required(UUID id) {
        if (id == null) {
            throw new IllegalArgumentException("An answer that does not say which conversion it answers");
        }
        return id;
    }
}
