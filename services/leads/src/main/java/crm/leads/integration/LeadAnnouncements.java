package crm.leads.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.RecordEvents;
import crm.contracts.leads.LeadAssigned;
import crm.contracts.leads.LeadConversionRejected;
import crm.contracts.leads.LeadConversionRequested;
import crm.contracts.leads.LeadConverted;
import crm.contracts.leads.LeadDisqualified;
import crm.contracts.leads.LeadEvents;
import crm.contracts.leads.LeadQualified;
import crm.contracts.leads.LeadRecycled;
import crm.contracts.leads.LeadResponseOverdue;
import crm.contracts.leads.LeadScored;
import crm.contracts.leads.OpportunityProposal;
import crm.leads.conversion.ConversionWish;
import crm.leads.lead.Lead;
import crm.leads.scoring.Speaker;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What the other services are told about leads, in the words of the contract. */
@Singleton
public class LeadAnnouncements {

    public static final RecordEvents OF_THE_RECORD = new RecordEvents(LeadEvents.LEAD_CAPTURED, LeadEvents.LEAD_CHANGED, null);

    private final ObjectMapper json;

    LeadAnnouncements(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent assigned(Lead lead, String previousOwner, String previousTeam, Me me) {
        return event(LeadEvents.LEAD_ASSIGNED, lead,
                new LeadAssigned(lead.id, lead.owner, lead.team, previousOwner, previousTeam), me);
    }

    public OutgoingEvent qualified(Lead lead, String previousStatus, Me me) {
        return event(LeadEvents.LEAD_QUALIFIED, lead, new LeadQualified(lead.id, me.login(), previousStatus), me);
    }

    public OutgoingEvent disqualified(Lead lead, String previousStatus, Me me) {
        return event(LeadEvents.LEAD_DISQUALIFIED, lead,
                new LeadDisqualified(lead.id, me.login(), lead.status.name(), previousStatus, lead.statusReason), me);
    }

    /** @param view the whole lead as it stands now */
    public OutgoingEvent conversionRequested(UUID conversionId, ConversionWish wish, Lead lead, ObjectNode view, Me me) {
        ConversionWish.Opportunity wished = wish.opportunity();
        OpportunityProposal proposal = wished == null
                ? null
                : new OpportunityProposal(wished.name(), wished.amount(), wished.currency(), wished.closeDate());
        return event(LeadEvents.LEAD_CONVERSION_REQUESTED, lead, new LeadConversionRequested(
                conversionId, view, wish.accountId(), wish.contactId(), proposal, me.login()), me);
    }

    public OutgoingEvent converted(Lead lead, UUID conversionId, Me me) {
        return event(LeadEvents.LEAD_CONVERTED, lead, new LeadConverted(lead.id, conversionId, lead.convertedAccountId,
                lead.convertedContactId, lead.convertedOpportunityId, lead.convertedAt), me);
    }

    public OutgoingEvent conversionRejected(Lead lead, UUID conversionId, String reason, Me me) {
        return event(LeadEvents.LEAD_CONVERSION_REJECTED, lead, new LeadConversionRejected(lead.id, conversionId, reason), me);
    }

    /** @param owner who should have answered */
    public OutgoingEvent responseOverdue(Lead lead, String owner, Me me) {
        return event(LeadEvents.LEAD_RESPONSE_OVERDUE, lead, new LeadResponseOverdue(lead.id, owner, lead.team, lead.responseDueAt), me);
    }

    public OutgoingEvent recycled(Lead lead, String previousOwner, String previousTeam, Me me) {
        return event(LeadEvents.LEAD_RECYCLED, lead, new LeadRecycled(lead.id, previousOwner, previousTeam, (int) lead.recycledCount,
                lead.statusReason), me);
    }

    /** @param version of the lead that was scored, which stays as it is */
    public OutgoingEvent scored(UUID lead, long version, Long before, Speaker.Score now, Long modelVersion) {
        LeadScored told = new LeadScored(lead, now.score(), before, now.basis().name(), modelVersion, now.completeness(), now.reasons());
        return OutgoingEvent.of(LeadEvents.LEAD_SCORED, lead, version, json.<ObjectNode>valueToTree(told));
    }

    private OutgoingEvent event(String type, Lead lead, Record data, Me me) {
        return OutgoingEvent.of(type, lead.id, lead.version, json.<ObjectNode>valueToTree(data)).by(me.actor());
    }
}
