package crm.opportunities.pipeline;

import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.list.ListRequest;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pipelines with their stages inside. */
@Path("/api/v1/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pipelines")
public class PipelineResource {

    private final Pipelines pipelines;
    private final WhoAmI whoAmI;

    PipelineResource(Pipelines pipelines, WhoAmI whoAmI) {
        this.pipelines = pipelines;
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

    private RecordQueries queries() {
        return pipelines.chassis().queries();
    }
}
