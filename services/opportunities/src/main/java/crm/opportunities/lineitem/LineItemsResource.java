package crm.opportunities.lineitem;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.opportunity.Opportunities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** What a deal is about, line by line. */
@Path("/api/v1/opportunities/{id}/line-items")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Opportunities")
public class LineItemsResource {

    private final Opportunities opportunities;
    private final SetLineItems setLineItems;
    private final WhoAmI whoAmI;

    LineItemsResource(Opportunities opportunities, SetLineItems setLineItems, WhoAmI whoAmI) {
        this.opportunities = opportunities;
        this.setLineItems = setLineItems;
        this.whoAmI = whoAmI;
    }

    /** The opportunity with its line items and what they add up to. */
    @GET
    @APIResponse(responseCode = "200", description = "The line items and the fields that follow from them",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> read(@PathParam("id") String id) {
        return opportunities.chassis().queries()
                .one(opportunities.type(), Ids.ofPath(id), null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** Replaces all of them. Each is rounded to the smallest unit of the currency, half to even; the opportunity's amount is their sum. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WantedItem.All.class)))
    @APIResponse(responseCode = "200", description = "The opportunity with its line items and the amount that they add up to",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> set(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return setLineItems.set(Ids.ofPath(id), IfMatch.of(ifMatch), WantedItem.of(Bodies.json(body)), me)
                .map(changed -> Answer.record(200, opportunities.bytes(changed, me), changed.version).response());
    }

    private Me reader() {
        return opportunities.type().access().reader(whoAmI.me());
    }
}
