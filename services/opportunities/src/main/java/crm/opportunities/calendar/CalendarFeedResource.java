package crm.opportunities.calendar;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import crm.opportunities.activity.Activities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own calendar as a feed: opening it, seeing whether it is read, and closing it. */
@Path("/api/v1/activities/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activities")
public class CalendarFeedResource {

    private final CalendarFeeds feeds;
    private final Activities activities;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;

    CalendarFeedResource(CalendarFeeds feeds, Activities activities, WhoAmI whoAmI, ObjectMapper json) {
        this.feeds = feeds;
        this.activities = activities;
        this.whoAmI = whoAmI;
        this.json = json;
    }

    /** Answers the address of the feed, once; whoever has it reads the calendar. An address that was given out before ends. */
    @POST
    @APIResponse(responseCode = "201", description = "The path of the feed with its token, which is shown this once")
    public Uni<Response> open() {
        return feeds.open(worker()).map(token -> Answer.of(201, json.createObjectNode().put("path", "/api/v1/activities/calendar.ics?token=" + token))
                .header("Cache-Control", "no-store").response());
    }

    @GET
    public Uni<Response> read() {
        return feeds.of(worker()).map(feed -> Answer.of(200, json.createObjectNode().put("createdAt", feed.createdAt().toString())
                .put("readAt", feed.readAt() == null ? null : feed.readAt().toString())).response());
    }

    @DELETE
    public Uni<Void> close() {
        return feeds.close(worker());
    }

    /** Only who may own activities has a calendar. */
    private Me worker() {
        Me me = whoAmI.me();
        if (!activities.type().access().ownsWhatItCreates(me)) {
            throw Problem.forbidden("Your roles have no activities of their own.");
        }
        return me;
    }
}
