package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.activity.Activities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files that came with an activity. A browser saves them and shows none. */
@Path("/api/v1/activities/{id}/attachments")
@Tag(name = "Activities")
public class AttachmentResource {

    private final Attachments attachments;
    private final Activities activities;
    private final WhoAmI whoAmI;

    AttachmentResource(Attachments attachments, Activities activities, WhoAmI whoAmI) {
        this.attachments = attachments;
        this.activities = activities;
        this.whoAmI = whoAmI;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> list(@PathParam("id") String id) {
        return attachments.of(Ids.ofPath(id), reader()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/{attachment}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Uni<Response> read(@PathParam("id") String id, @PathParam("attachment") String attachment) {
        return attachments.one(Ids.ofPath(id), Ids.ofPath(attachment), reader()).map(file -> Response.ok(file.bytes(), MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "default-src 'none'; sandbox").build());
    }

    private Me reader() {
        return activities.type().access().reader(whoAmI.me());
    }
}
