package crm.leads.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Finds a lead not worth working on, and says why: {@code {"reason":…,"status":"UNQUALIFIED|JUNK"}}. */
@Singleton
public class DisqualifyLead {

    private static final Field REASON = Field.text("reason").max(1_000).required();
    private static final Field STATUS = Field.choice("status", LeadStatus.class);

    private final Leads leads;

    DisqualifyLead(Leads leads) {
        this.leads = leads;
    }

    public Uni<Lead> disqualify(UUID id, JsonNode request, Me me) {
        Map<String, Object> judgement = RequestFields.read(request, REASON, STATUS);
        String reason = (String) judgement.get("reason");
        LeadStatus status = judgement.get("status") == null
                ? LeadStatus.UNQUALIFIED
                : LeadStatus.valueOf(judgement.get("status").toString());
        if (!status.isDisqualified()) {
            throw Problem.invalid("/status", "status has to be UNQUALIFIED or JUNK.");
        }
        return leads.act(id, me, lead -> {
            lead.reach(status);
            lead.statusReason = reason;
            lead.lostReason = reason;
        });
    }
}
