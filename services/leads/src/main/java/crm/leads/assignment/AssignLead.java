package crm.leads.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Gives a lead to a person, to a team, or back to nobody. */
@Singleton
public class AssignLead {

    private final Leads leads;

    AssignLead(Leads leads) {
        this.leads = leads;
    }

    public Uni<Lead> assign(UUID id, JsonNode request, Me me) {
        AssignmentRequest wish = AssignmentRequest.of(request);
        return leads.act(id, me, lead -> {
            lead.owner = wish.owner();
            lead.team = wish.toTeam() ? wish.team() : lead.team;
        });
    }
}
