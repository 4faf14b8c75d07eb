package crm.opportunities.territory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Territories, and which accounts belong to them. */
@Path("/api/v1/territories")
@Tag(name = "Territories")
public class TerritoryResource extends RecordResource<Territory> {

    private static final int SHOWN = 200;

    private final AssignAccounts assignAccounts;
    private final ObjectMapper json;

    TerritoryResource(Territories territories, AssignAccounts assignAccounts, ObjectMapper json) {
        super(territories);
        this.assignAccounts = assignAccounts;
        this.json = json;
    }

    /** Brings accounts into the territories whose rules find them, 5,000 at a time; {@code dryRun=true} only tells what would happen. */
    @POST
    @Path("/assignment")
    public Uni<Response> assign(@QueryParam("dryRun") @DefaultValue("false") boolean dryRun, @HeaderParam("Idempotency-Key") String key) {
        return act(key, "/assignment?dryRun=" + dryRun, null,
                me -> (dryRun ? assignAccounts.preview(me) : assignAccounts.assign(me)).map(plan -> Answer.of(200, told(plan, dryRun))));
    }

    private ObjectNode told(AssignAccounts.Plan plan, boolean dryRun) {
        ObjectNode answer = json.createObjectNode().put("dryRun", dryRun).put("moved", plan.moves().size()).put("remaining", plan.remaining());
        ArrayNode found = answer.putArray("territories");
        plan.found().forEach((territory, accounts) -> found.addObject().put("territory", territory).put("accounts", accounts));
        ArrayNode moves = answer.putArray("moves");
        plan.moves().stream().limit(SHOWN).forEach(move -> {
            ObjectNode shown = moves.addObject().put("accountId", move.accountId().toString()).put("account", move.account());
            if (move.from() != null) {
                shown.put("from", move.from());
            }
            shown.put("to", move.to());
        });
        return answer;
    }
}
