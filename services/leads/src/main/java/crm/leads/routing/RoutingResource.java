package crm.leads.routing;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.http.RequestFields;
import crm.chassis.idempotency.Answer;
import crm.chassis.list.ListRequest;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules of who gets which lead, and who is there to take one. */
@Path("/api/v1/assignment-rules")
@Tag(name = "assignment-rules")
public class RoutingResource extends RecordResource<AssignmentRule> {

    private static final Field FILTER = Field.text("filter").max(8_000);

    private final DryRun dryRun;
    private final Availabilities availabilities;

    RoutingResource(RoutingRules rules, DryRun dryRun, Availabilities availabilities) {
        super(rules);
        this.dryRun = dryRun;
        this.availabilities = availabilities;
    }

    /** What the rules would have done with the last 500 leads; {@code {"filter":…}} looks at some of them. */
    @POST
    @Path("/dry-run")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> dryRun(byte[] body) {
        Me me = reader();
        if (!records().type().access().mayCreate(me)) {
            throw Problem.forbidden("Trying rules out is for those who write them.");
        }
        String filter = (String) RequestFields.read(Bodies.jsonOrEmpty(body), FILTER).get("filter");
        return dryRun.of(filter, me).map(report -> Answer.of(200, report).response());
    }

    @GET
    @Path("/availability")
    public Uni<Response> availability(@QueryParam("cursor") String cursor) {
        ListRequest all = new ListRequest(null, null, "owner", ListRequest.MAX_LIMIT, cursor, null, false);
        return availabilities.chassis().queries().page(availabilities.type(), all, reader()).map(json -> Answer.of(200, json).response());
    }

    /** {@code {"capacity":2,"workingHours":{"timeZone":…},"absences":[{"from":…,"until":…}]}}; a capacity of 0 takes nothing. */
    @PUT
    @Path("/availability/{login}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> setAvailability(@PathParam("login") String login, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return availabilities.set(login, IfMatch.of(ifMatch), Bodies.json(body), me)
                .map(entry -> Answer.record(200, availabilities.bytes(entry, me), entry.version).response());
    }
}
