package crm.opportunities.calendar;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A calendar for programs that cannot log in; the token of its owner opens it. */
@Path("/api/v1/activities/calendar.ics")
@PermitAll
@Tag(name = "Activities")
public class CalendarResource {

    private static final String CALENDAR = "text/calendar; charset=UTF-8";

    private final CalendarFeeds feeds;
    private final CalendarOf calendarOf;

    CalendarResource(CalendarFeeds feeds, CalendarOf calendarOf) {
        this.feeds = feeds;
        this.calendarOf = calendarOf;
    }

    @GET
    @Produces(CALENDAR)
    public Uni<Response> read(@QueryParam("token") String token) {
        return feeds.owner(token).chain(calendarOf::person).map(calendar -> Response.ok(calendar, CALENDAR).header("Cache-Control", "private, max-age=300")
                .header("Referrer-Policy", "no-referrer").header("X-Content-Type-Options", "nosniff").build());
    }
}
