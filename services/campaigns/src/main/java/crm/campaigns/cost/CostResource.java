package crm.campaigns.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaigns;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a campaign cost. */
@Path("/api/v1/campaigns/{id}/costs")
@Produces(MediaType.APPLICATION_JSON)
public class CostResource {

    private final Costs costs;
    private final Campaigns campaigns;
    private final WhoAmI whoAmI;
    private final Idempotency idempotency;
    private final ObjectMapper json;

    CostResource(Costs costs, Campaigns campaigns, WhoAmI whoAmI, Idempotency idempotency, ObjectMapper json) {
        this.costs = costs;
        this.campaigns = campaigns;
        this.whoAmI = whoAmI;
        this.idempotency = idempotency;
        this.json = json;
    }

    /** Records an expense in the campaign's currency; it is never changed, a further one corrects it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CostRequest.class)))
    @APIResponse(responseCode = "201", description = "The expense",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Cost.class)))
    public Uni<Response> record(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        return idempotency.once(key, "POST /campaigns/" + campaign + "/costs", body, me,
                        () -> costs.record(campaign, Bodies.json(body), me).map(cost -> Answer.of(201, json.<JsonNode>valueToTree(cost))))
                .map(Answer::response);
    }

    /** The expenses, the last recorded first, 200 on a page. */
    @GET
    @APIResponse(responseCode = "200", description = "The expenses with their sum",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Cost.Page.class)))
    public Uni<Response> list(@PathParam("id") String id, @QueryParam("cursor") String cursor) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        UUID before = cursor == null || cursor.isBlank() ? null : Ids.ofPath(cursor);
        return campaigns.chassis().queries().one(campaigns.type(), campaign, "id", me)
                .chain(visible -> costs.page(campaign, before))
                .map(page -> Answer.of(200, json.<JsonNode>valueToTree(page)).response());
    }
}
