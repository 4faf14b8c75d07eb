package crm.campaigns.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaigns;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a campaign brought for what it cost. */
@Path("/api/v1/campaigns/{id}/roi")
@Produces(MediaType.APPLICATION_JSON)
public class RoiResource {

    private final Roi roi;
    private final Campaigns campaigns;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;

    RoiResource(Roi roi, Campaigns campaigns, WhoAmI whoAmI, ObjectMapper json) {
        this.roi = roi;
        this.campaigns = campaigns;
        this.whoAmI = whoAmI;
        this.json = json;
    }

    @GET
    @APIResponse(responseCode = "200", description = "Cost, revenue and what each step cost, with the formulas",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoiView.class)))
    public Uni<Response> roi(@PathParam("id") String id) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        return campaigns.chassis().queries().one(campaigns.type(), campaign, "id", me)
                .chain(visible -> roi.of(campaign, me))
                .map(view -> Answer.of(200, json.<JsonNode>valueToTree(view)).response());
    }
}
