package crm.leads.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds a lead worth selling to. Doing so again changes nothing. */
@Singleton
public class QualifyLead {

    private final Leads leads;

    QualifyLead(Leads leads) {
        this.leads = leads;
    }

    public Uni<Lead> qualify(UUID id, JsonNode request, Me me) {
        RequestFields.read(request);
        return leads.act(id, me, lead -> {
            if (lead.status != LeadStatus.QUALIFIED) {
                lead.reach(LeadStatus.QUALIFIED);
                lead.statusReason = null;
            }
        });
    }
}
