package crm.campaigns.campaign;

import crm.chassis.access.Me;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Campaigns and their life. */
@Path("/api/v1/campaigns")
@Tag(name = "campaigns")
public class CampaignResource extends RecordResource<Campaign> {

    private static final String KEY = "Idempotency-Key";
    private static final String CAMPAIGN = "#/components/schemas/Campaign";

    /** What approves a campaign. */
    record Approval(@Schema(maxLength = 4_000) String comment) {}

    /** What cancels a campaign. */
    record Cancellation(@Schema(required = true, maxLength = 1_000) String reason) {}

    private final MoveCampaign move;

    CampaignResource(Campaigns campaigns, MoveCampaign move) {
        super(campaigns);
        this.move = move;
    }

    /** Agrees to a planned campaign and its budget. */
    @POST
    @Path("/{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = Approval.class)))
    @APIResponse(responseCode = "200", description = "The campaign, which is APPROVED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> approve(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return moved(id, "approval", key, body, me -> move.approve(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me));
    }

    /** Begins to address people. */
    @POST
    @Path("/{id}/launch")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The campaign, which is ACTIVE",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> launch(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return move(id, CampaignAct.LAUNCH, key, body);
    }

    @POST
    @Path("/{id}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The campaign, which is PAUSED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> pause(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return move(id, CampaignAct.PAUSE, key, body);
    }

    @POST
    @Path("/{id}/resumption")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The campaign, which is ACTIVE again",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> resume(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return move(id, CampaignAct.RESUMPTION, key, body);
    }

    @POST
    @Path("/{id}/completion")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The campaign, which is COMPLETED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> complete(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return move(id, CampaignAct.COMPLETION, key, body);
    }

    @POST
    @Path("/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Cancellation.class)))
    @APIResponse(responseCode = "200", description = "The campaign, which is CANCELLED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CAMPAIGN)))
    public Uni<Response> cancel(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return moved(id, "cancellation", key, body, me -> move.cancel(Ids.ofPath(id), Bodies.json(body), me));
    }

    private Uni<Response> move(String id, CampaignAct act, String key, byte[] body) {
        return moved(id, act.path(), key, body, me -> move.move(Ids.ofPath(id), act, Bodies.jsonOrEmpty(body), me));
    }

    private Uni<Response> moved(String id, String act, String key, byte[] body, Function<Me, Uni<Campaign>> work) {
        return act(key, "/" + id + "/" + act, body, me -> work.apply(me).map(campaign -> shown(campaign, me)));
    }
}
