package crm.leads.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Gives a lead to a person, to a team, or back to nobody: {@code {"owner":…}} or {@code {"team":…}}. */
@Singleton
public class AssignLead {

    private static final Field OWNER = Field.text("owner").max(120);
    private static final Field TEAM = Field.text("team").max(120);

    private final Leads leads;

    AssignLead(Leads leads) {
        this.leads = leads;
    }

    public Uni<Lead> assign(UUID id, JsonNode request, Me me) {
        Map<String, Object> wish = RequestFields.read(request, OWNER, TEAM);
        if (wish.size() != 1) {
            throw Problem.invalid("", "Name either an owner or a team.");
        }
        return leads.act(id, me, lead -> {
            lead.owner = (String) wish.get("owner");
            lead.team = wish.containsKey("team") ? (String) wish.get("team") : lead.team;
        });
    }
}
