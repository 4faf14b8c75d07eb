package crm.opportunities.opportunity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opportunities and their way through the stages. */
@Path("/api/v1/opportunities")
@Tag(name = "Opportunities")
public class OpportunityResource extends RecordResource<Opportunity> {

    private final MoveStage moveStage;
    private final MovePipeline movePipeline;
    private final StageHistory stageHistory;

    OpportunityResource(Opportunities opportunities, MoveStage moveStage, MovePipeline movePipeline, StageHistory stageHistory) {
        super(opportunities);
        this.moveStage = moveStage;
        this.movePipeline = movePipeline;
        this.stageHistory = stageHistory;
    }

    /** Moves to another stage; If-Match may be left out, since the stage asked for says what is meant. */
    @POST
    @Path("/{id}/stage")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StageRequest.class)))
    @APIResponse(responseCode = "200", description = "The opportunity in its new stage",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> move(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID opportunity = Ids.ofPath(id);
        IfMatch seen = ifMatch == null ? IfMatch.ANY : IfMatch.of(ifMatch);
        return act(key, "/" + opportunity + "/stage", body,
                me -> moveStage.move(opportunity, seen, StageRequest.of(Bodies.json(body)), me).map(moved -> shown(moved, me)));
    }

    /** Goes on in another pipeline: {@code {"pipelineId":…,"stageId":…,"reason":…}}; without a stage in the one that is like the present one. */
    @POST
    @Path("/{id}/pipeline")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PipelineRequest.class)))
    @APIResponse(responseCode = "200", description = "The opportunity, and in stageMapping from which stage to which it went and why",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> movePipeline(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID opportunity = Ids.ofPath(id);
        IfMatch seen = ifMatch == null ? IfMatch.ANY : IfMatch.of(ifMatch);
        return act(key, "/" + opportunity + "/pipeline", body,
                me -> movePipeline.move(opportunity, seen, PipelineRequest.of(Bodies.json(body)), me)
                        .map(moved -> Answer.record(200, moved.tell((ObjectNode) records().view(moved.opportunity(), me)), moved.opportunity().version)));
    }

    /** The stages that it went through, newest first, with the time in each. */
    @GET
    @Path("/{id}/stage-history")
    public Uni<StageMoves> stageHistory(@PathParam("id") String id) {
        UUID opportunity = Ids.ofPath(id);
        Me me = reader();
        return records().chassis().queries().one(records().type(), opportunity, "id", me)
                .chain(visible -> stageHistory.of(opportunity));
    }
}
