package crm.leads.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.leads.integration.LeadAnnouncements;
import crm.leads.lead.ConversionState;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Asks opportunities to turn a qualified lead into account, contact and opportunity. The lead is locked while it is
 * asked, so that one request is under way at most; who asks again meanwhile is answered with that one.
 */
@Singleton
public class ConvertLead {

    private final Leads leads;
    private final LeadConversions conversions;
    private final LeadAnnouncements announcements;
    private final Chassis chassis;

    ConvertLead(Leads leads, LeadConversions conversions, LeadAnnouncements announcements, Chassis chassis) {
        this.leads = leads;
        this.conversions = conversions;
        this.announcements = announcements;
        this.chassis = chassis;
    }

    /**
     * Requests the conversion, or answers the one that is pending.
     *
     * @throws Problem 409 where the lead is not qualified or converted already
     */
    public Uni<ConversionView> request(UUID leadId, JsonNode request, Me me) {
        ConversionWish wish = ConversionWish.of(request);
        return Panache.withTransaction(() -> leads.locked(leadId, me)
                        .chain(lead -> lead.isConverting() ? conversions.latestOf(leadId) : begin(lead, wish, me)))
                .map(ConversionView::from);
    }

    private Uni<LeadConversion> begin(Lead lead, ConversionWish wish, Me me) {
        Leads.refuseConverted(lead);
        if (lead.status != LeadStatus.QUALIFIED) {
            throw Problem.conflict("lead-not-qualified", "The lead is not qualified",
                    "Only a lead that is QUALIFIED can be converted; this one is " + lead.status + ".").with("currentStatus", lead.status);
        }
        LeadConversion conversion = new LeadConversion();
        conversion.id = Ids.next();
        conversion.leadId = lead.id;
        conversion.state = ConversionState.PENDING;
        conversion.requestedBy = me.login();
        conversion.requestedAt = chassis.clock().instant();
        return Panache.getSession()
                .chain(session -> session.persist(conversion))
                .chain(() -> leads.store(lead, me, pending -> {
                    pending.conversionState = ConversionState.PENDING;
                    pending.statusReason = null;
                }))
                .chain(() -> chassis.outbox().add(announcements.conversionRequested(
                        conversion.id, wish.orOf(lead), lead, chassis.recordJson().tree(leads.type(), lead), me)))
                .replaceWith(conversion);
    }
}
