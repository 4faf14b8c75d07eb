package crm.opportunities.board;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.opportunity.Opportunities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The board of a pipeline. */
@Path("/api/v1/pipelines/{id}/board")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pipelines")
public class BoardResource {

    private final Board board;
    private final Opportunities opportunities;
    private final WhoAmI whoAmI;

    BoardResource(Board board, Opportunities opportunities, WhoAmI whoAmI) {
        this.board = board;
        this.opportunities = opportunities;
        this.whoAmI = whoAmI;
    }

    /** A column for each stage with what the caller may see: how many, their sum and weighted sum, the first cards. */
    @GET
    public Uni<Response> board(@PathParam("id") String id) {
        Me me = opportunities.type().access().reader(whoAmI.me());
        return board.of(Ids.ofPath(id), me).map(json -> Answer.of(200, json).response());
    }
}
