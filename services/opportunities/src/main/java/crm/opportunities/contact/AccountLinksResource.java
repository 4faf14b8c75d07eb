package crm.opportunities.contact;

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

/** Which further accounts somebody has to do with, beside the one that they work for, and in what role. */
@Path("/api/v1/contacts/{id}/account-links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class AccountLinksResource {

    /** What a request says; read by {@link Contacts#ACCOUNT_LINKS}. */
    @Schema(name = "AccountLinks")
    record Wanted(@Schema(required = true) List<Link> accountLinks) {}

    /**
     * An account that a contact has to do with.
     *
     * @param role in any words, at most 120 characters; may be left out
     */
    @Schema(name = "AccountLink")
    record Link(@Schema(required = true) UUID accountId, String role) {}

    private final Contacts contacts;
    private final WhoAmI whoAmI;

    AccountLinksResource(Contacts contacts, WhoAmI whoAmI) {
        this.contacts = contacts;
        this.whoAmI = whoAmI;
    }

    /** Replaces all of them; each account has to be in use. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wanted.class)))
    @APIResponse(responseCode = "200", description = "The contact with its links",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Contact")))
    public Uni<Response> set(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = contacts.type().access().reader(whoAmI.me());
        List<Map<String, Object>> links = Contacts.ACCOUNT_LINKS.of(Bodies.json(body));
        return contacts.change(Ids.ofPath(id), IfMatch.of(ifMatch), me, contact -> contact.accountLinks = links)
                .map(changed -> Answer.record(200, contacts.bytes(changed, me), changed.version).response());
    }
}
