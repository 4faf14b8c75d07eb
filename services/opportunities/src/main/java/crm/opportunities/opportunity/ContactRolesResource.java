package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who has a say in a deal, and which. */
@Path("/api/v1/opportunities/{id}/contact-roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Opportunities")
public class ContactRolesResource {

    /** What a request says; read by {@link Opportunities#CONTACT_ROLES}. */
    @Schema(name = "ContactRoles")
    record Wanted(@Schema(required = true) List<Role> contactRoles) {}

    /**
     * A contact in a deal.
     *
     * @param role in any words, at most 120 characters; may be left out
     */
    @Schema(name = "ContactRole")
    record Role(@Schema(required = true) UUID contactId, String role) {}

    private final Opportunities opportunities;
    private final WhoAmI whoAmI;

    ContactRolesResource(Opportunities opportunities, WhoAmI whoAmI) {
        this.opportunities = opportunities;
        this.whoAmI = whoAmI;
    }

    /** Replaces all of them; each contact has to be in use. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wanted.class)))
    @APIResponse(responseCode = "200", description = "The opportunity with its contact roles",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Opportunity")))
    public Uni<Response> set(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = opportunities.type().access().reader(whoAmI.me());
        List<Map<String, Object>> roles = Opportunities.CONTACT_ROLES.of(Bodies.json(body));
        return opportunities.change(Ids.ofPath(id), IfMatch.of(ifMatch), me, opportunity -> opportunity.contactRoles = roles)
                .map(changed -> Answer.record(200, opportunities.bytes(changed, me), changed.version).response());
    }
}
