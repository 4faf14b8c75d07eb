package crm.leads.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds a lead not worth working on, and says why. */
@Singleton
public class DisqualifyLead {

    private final Leads leads;

    DisqualifyLead(Leads leads) {
        this.leads = leads;
    }

    public Uni<Lead> disqualify(UUID id, JsonNode request, Me me) {
        DisqualificationRequest judgement = DisqualificationRequest.of(request);
        return leads.act(id, me, lead -> {
            lead.reach(judgement.status());
            lead.statusReason = judgement.reason();
            lead.lostReason = judgement.reason();
        });
    }
}
