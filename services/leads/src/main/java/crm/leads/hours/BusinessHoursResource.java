package crm.leads.hours;

import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hours by which leads and handoffs are due. */
@Path("/api/v1/assignment-rules/business-hours")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment-rules")
public class BusinessHoursResource {

    private final BusinessCalendars calendars;
    private final WhoAmI whoAmI;

    BusinessHoursResource(BusinessCalendars calendars, WhoAmI whoAmI) {
        this.calendars = calendars;
        this.whoAmI = whoAmI;
    }

    @GET
    public Uni<Response> read() {
        return calendars.chassis().queries().one(calendars.type(), BusinessCalendars.THE_ONE, null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** {@code {"timeZone":"Europe/Berlin","monday":"09:00-12:00,13:00-17:00","holidays":["2026-12-25"]}}. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> replace(@HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return calendars.replace(IfMatch.of(ifMatch), Bodies.json(body), me)
                .map(calendar -> Answer.record(200, calendars.bytes(calendar, me), calendar.version).response());
    }

    private Me reader() {
        Me me = whoAmI.me();
        if (calendars.type().access().read(me) == Scope.NONE) {
            throw Problem.forbidden("Your roles do not work with leads.");
        }
        return me;
    }
}
