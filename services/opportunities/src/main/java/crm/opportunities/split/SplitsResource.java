package crm.opportunities.split;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.opportunity.Opportunities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who gets the credit of a deal that several people won. */
@Path("/api/v1/opportunities/{id}/splits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Opportunities")
public class SplitsResource {

    private final Opportunities opportunities;
    private final WhoAmI whoAmI;

    SplitsResource(Opportunities opportunities, WhoAmI whoAmI) {
        this.opportunities = opportunities;
        this.whoAmI = whoAmI;
    }

    /** Replaces all of them; quotas count a deal by its parts. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Splits.class)))
    @APIResponse(responseCode = "200", description = "The opportunity with its splits",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> set(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = opportunities.type().access().reader(whoAmI.me());
        Splits splits = Splits.of(Bodies.json(body));
        return opportunities.change(Ids.ofPath(id), IfMatch.of(ifMatch), me,
                        opportunity -> opportunity.ownerSplits = splits.kept(opportunities.chassis().directory()))
                .map(changed -> Answer.record(200, opportunities.bytes(changed, me), changed.version).response());
    }
}
