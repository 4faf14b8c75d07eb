package crm.leads.response;

import crm.chassis.access.Me;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Stops the response clock of a lead that somebody called, wrote to or met. */
@Singleton
public class FirstResponse {

    private static final Set<LeadStatus> WAITING = Set.of(LeadStatus.NEW, LeadStatus.ASSIGNED, LeadStatus.RECYCLED);

    private final Leads leads;

    FirstResponse(Leads leads) {
        this.leads = leads;
    }

    /** Runs in the transaction of the event; a lead that is not there, is being converted or has been answered stays as it is. */
    public Uni<Void> heard(UUID leadId, Instant at) {
        return leads.locked(leadId).chain(lead -> lead == null || lead.firstRespondedAt != null || lead.isConverting()
                        || lead.status == LeadStatus.CONVERTED || lead.archivedAt != null
                ? Uni.createFrom().voidItem()
                : leads.store(lead, Me.PLATFORM, answered -> answer(answered, at)).replaceWithVoid());
    }

    private static void answer(Lead lead, Instant at) {
        lead.firstRespondedAt = at;
        if (WAITING.contains(lead.status)) {
            lead.reach(LeadStatus.CONTACTED);
        }
    }
}
