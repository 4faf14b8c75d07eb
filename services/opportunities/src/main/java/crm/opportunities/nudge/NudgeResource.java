package crm.opportunities.nudge;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.record.Ids;
import crm.opportunities.activity.Activities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asking the owner of an opportunity how it goes on. */
@Path("/api/v1/opportunities/{id}/nudge")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Opportunities")
public class NudgeResource {

    private final NudgeOwner nudgeOwner;
    private final Activities activities;
    private final Idempotency idempotency;
    private final WhoAmI whoAmI;

    NudgeResource(NudgeOwner nudgeOwner, Activities activities, Idempotency idempotency, WhoAmI whoAmI) {
        this.nudgeOwner = nudgeOwner;
        this.activities = activities;
        this.idempotency = idempotency;
        this.whoAmI = whoAmI;
    }

    /** {@code {"note":…}}, or nothing. The owner gets a task and hears of it on the stream; while the task is open, asking again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "The task of the owner; 200 where they have one already",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Activity")))
    public Uni<Response> nudge(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        Me me = whoAmI.me();
        UUID opportunity = Ids.ofPath(id);
        return idempotency.once(key, "POST /opportunities/" + opportunity + "/nudge", body, me,
                () -> nudgeOwner.nudge(opportunity, Bodies.jsonOrEmpty(body), me).map(nudge -> {
                    Answer answer = Answer.record(nudge.made() ? 201 : 200, activities.bytes(nudge.task(), me), nudge.task().version);
                    return nudge.made() ? answer.header("Location", "/api/v1/activities/" + nudge.task().id) : answer;
                })).map(Answer::response);
    }
}
