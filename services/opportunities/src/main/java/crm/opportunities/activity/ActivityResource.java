package crm.opportunities.activity;

import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.record.Ids;
import crm.opportunities.quick.Language;
import crm.opportunities.quick.LogQuickly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Activities: tasks, calls, meetings, emails and notes. */
@Path("/api/v1/activities")
@Tag(name = "Activities")
public class ActivityResource extends RecordResource<Activity> {

    private final CompleteActivity completeActivity;
    private final ReopenActivity reopenActivity;
    private final LogQuickly logQuickly;

    ActivityResource(Activities activities, CompleteActivity completeActivity, ReopenActivity reopenActivity, LogQuickly logQuickly) {
        super(activities);
        this.completeActivity = completeActivity;
        this.reopenActivity = reopenActivity;
        this.logQuickly = logQuickly;
    }

    /** {@code {"text":"called Ann, wants quote Fri","relatedTo":[…],"timeZone":"Europe/Berlin","preview":false}} makes what one line tells of, in English or, where Accept-Language says so, in German. */
    @POST
    @Path("/quick")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "What the line was taken for, and the activities that it made; 200 for a preview, 422 with questions where it is not clear")
    public Uni<Response> quick(@HeaderParam("Idempotency-Key") String key, @HeaderParam("Accept-Language") String languages, byte[] body) {
        return act(key, "/quick", body, me -> logQuickly.log(Bodies.json(body), me, Language.of(languages)));
    }

    /** {@code {"outcome":…}}, or nothing. */
    @POST
    @Path("/{id}/completion")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The activity, which is COMPLETED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Activity")))
    public Uni<Response> complete(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID activity = Ids.ofPath(id);
        return act(key, "/" + activity + "/completion", body,
                me -> completeActivity.complete(activity, Bodies.jsonOrEmpty(body), me).map(completed -> shown(completed, me)));
    }

    /** {@code {}}, or nothing. */
    @POST
    @Path("/{id}/reopening")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The activity, which is OPEN",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Activity")))
    public Uni<Response> reopen(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID activity = Ids.ofPath(id);
        return act(key, "/" + activity + "/reopening", body,
                me -> reopenActivity.reopen(activity, Bodies.jsonOrEmpty(body), me).map(reopened -> shown(reopened, me)));
    }
}
