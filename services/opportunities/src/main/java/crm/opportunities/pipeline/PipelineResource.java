package crm.opportunities.pipeline;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.list.ListRequest;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pipelines with their stages inside. */
@Path("/api/v1/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pipelines")
public class PipelineResource {

    private final Pipelines pipelines;
    private final EditPipeline editPipeline;
    private final PipelineVersions versions;
    private final Stages stages;
    private final Idempotency idempotency;
    private final WhoAmI whoAmI;

    PipelineResource(Pipelines pipelines, EditPipeline editPipeline, PipelineVersions versions, Stages stages, Idempotency idempotency, WhoAmI whoAmI) {
        this.pipelines = pipelines;
        this.editPipeline = editPipeline;
        this.versions = versions;
        this.stages = stages;
        this.idempotency = idempotency;
        this.whoAmI = whoAmI;
    }

    /** All pipelines, by name; there are never many. */
    @GET
    public Uni<Response> list() {
        ListRequest all = new ListRequest(null, null, "name", ListRequest.MAX_LIMIT, null, null, false);
        return queries().page(pipelines.type(), all, whoAmI.me()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> read(@PathParam("id") String id) {
        return queries().one(pipelines.type(), Ids.ofPath(id), null, whoAmI.me())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** How it was in each version, newest first. */
    @GET
    @Path("/{id}/versions")
    public Uni<Response> versions(@PathParam("id") String id) {
        UUID pipeline = Ids.ofPath(id);
        return queries().one(pipelines.type(), pipeline, "id", whoAmI.me())
                .chain(visible -> versions.of(pipeline)).map(json -> Answer.of(200, json).response());
    }

    /** {@code {"name":…,"isDefault":false,"stages":[{"name":…,"probability":20,"forecastCategory":…,"maxDays":30,"exitCriteria":[{"filter":…,"description":…}]},…]}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "The pipeline")
    public Uni<Response> create(@HeaderParam("Idempotency-Key") String key, byte[] body) {
        Me me = whoAmI.me();
        return told(idempotency.once(key, "POST /pipelines", body, me, () -> editPipeline.create(Bodies.json(body), me)
                .map(made -> shown(201, made, me).header("Location", "/api/v1/pipelines/" + made.id))));
    }

    /** A merge patch; stages are sent whole in their order, those with an id stay, and {@code replacements} names who takes over the opportunities of one that goes. */
    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "200", description = "The pipeline")
    @APIResponse(responseCode = "409", description = "Open opportunities stand in a stage that would go; the answer counts them")
    public Uni<Response> change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = whoAmI.me();
        return told(editPipeline.change(Ids.ofPath(id), IfMatch.of(ifMatch), Bodies.json(body), me).map(changed -> shown(200, changed, me)));
    }

    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "200", description = "The pipeline, archived")
    @APIResponse(responseCode = "409", description = "Open opportunities stand in it, or it is the default one")
    public Uni<Response> archive(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        Me me = whoAmI.me();
        return told(editPipeline.archive(Ids.ofPath(id), IfMatch.of(ifMatch), me).map(archived -> shown(200, archived, me)));
    }

    @POST
    @Path("/{id}/restoration")
    public Uni<Response> restore(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        Me me = whoAmI.me();
        return told(idempotency.once(key, "POST /pipelines/" + id + "/restoration", null, me,
                () -> pipelines.restore(Ids.ofPath(id), me).map(restored -> shown(200, restored, me))));
    }

    /** Who changed a pipeline finds it changed from the next request on. */
    private Uni<Response> told(Uni<Answer> answer) {
        return answer.call(stages::refresh).map(Answer::response);
    }

    private Answer shown(int status, Pipeline pipeline, Me me) {
        return Answer.record(status, pipelines.bytes(pipeline, me), pipeline.version);
    }

    private RecordQueries queries() {
        return pipelines.chassis().queries();
    }
}
