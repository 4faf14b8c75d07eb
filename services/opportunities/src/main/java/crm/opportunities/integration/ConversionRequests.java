package crm.opportunities.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.leads.LeadConversionRequested;
import crm.contracts.leads.LeadEvents;
import crm.contracts.leads.OpportunityProposal;
import crm.contracts.opportunities.LeadAccepted;
import crm.contracts.opportunities.LeadRefused;
import crm.contracts.opportunities.OpportunityEvents;
import crm.opportunities.conversion.Conversion;
import crm.opportunities.conversion.ConversionRequest;
import crm.opportunities.conversion.ConversionRequest.Wish;
import crm.opportunities.conversion.ConvertLead;
import crm.opportunities.conversion.LeadDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes the requests of the leads service to convert a lead, and answers them. */
@ApplicationScoped
public class ConversionRequests {

    private static final String QUEUE = "opportunities.conversion";

    private final Inbox inbox;
    private final Outbox outbox;
    private final ConvertLead convertLead;
    private final ObjectMapper json;

    ConversionRequests(Inbox inbox, Outbox outbox, ConvertLead convertLead, ObjectMapper json) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.convertLead = convertLead;
        this.json = json;
    }

    @Incoming("conversion")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    private Uni<Void> handle(IncomingEvent event) {
        if (!event.type().equals(LeadEvents.LEAD_CONVERSION_REQUESTED)) {
            return Uni.createFrom().voidItem();
        }
        ConversionRequest request = request(event);
        return convertLead.convert(request).chain(conversion -> outbox.add(answer(event, request, conversion)));
    }

    private ConversionRequest request(IncomingEvent event) {
        LeadConversionRequested data = event.data(LeadConversionRequested.class);
        if (data.conversionId() == null || data.lead() == null) {
            throw new PoisonMessage("A conversion is requested without its id or without the lead.");
        }
        LeadDetails lead = lead(data);
        if (!event.subject().equals(lead.id())) {
            throw new PoisonMessage("A conversion is requested for another lead than it carries.");
        }
        OpportunityProposal proposal = data.opportunity();
        Wish wish = proposal == null ? Wish.NONE
                : new Wish(proposal.name(), proposal.amount(), proposal.currency(), proposal.closeDate());
        String requestedBy = data.requestedBy() == null ? event.actor() : data.requestedBy();
        return new ConversionRequest(data.conversionId(), lead, data.accountId(), data.contactId(), wish,
                requestedBy == null ? "platform" : requestedBy);
    }

    private LeadDetails lead(LeadConversionRequested data) {
        try {
            return json.readerFor(LeadDetails.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json.treeAsTokens(data.lead()));
        } catch (JsonProcessingException unreadable) {
            throw new PoisonMessage("an unreadable lead", unreadable);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OutgoingEvent answer(IncomingEvent event, ConversionRequest request, Conversion conversion) {
        Record data = conversion.isRefused()
                ? new LeadRefused(request.lead().id(), request.conversionId(), conversion.refusal())
                : new LeadAccepted(request.lead().id(), request.conversionId(), conversion.accountId(), conversion.contactId(),
                        conversion.opportunityId(), conversion.accountCreated(), conversion.contactCreated(), true);
        String type = conversion.isRefused() ? OpportunityEvents.LEAD_REFUSED : OpportunityEvents.LEAD_ACCEPTED;
        return OutgoingEvent.of(type, event.subject(), event.recordVersion(), json.valueToTree(data));
    }
}
