package crm.campaigns.touch;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.Creation;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.list.ListRequest;
import crm.chassis.list.Summary;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger of touches: read, and added to. */
@Path("/api/v1/touches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "touches")
public class TouchResource {

    private final Touches touches;
    private final Summary summary;
    private final WhoAmI whoAmI;
    private final Idempotency idempotency;

    TouchResource(Touches touches, Summary summary, WhoAmI whoAmI, Idempotency idempotency) {
        this.touches = touches;
        this.summary = summary;
        this.whoAmI = whoAmI;
        this.idempotency = idempotency;
    }

    @GET
    public Uni<Response> list(@QueryParam("filter") String filter, @QueryParam("sort") String sort,
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor, @QueryParam("fields") String fields,
            @QueryParam("count") @DefaultValue("false") boolean count) {
        Me me = reader();
        return touches.chassis().queries().page(touches.type(), new ListRequest(filter, null, sort, limit, cursor, fields, count), me)
                .map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/summary")
    public Uni<Response> summary(@QueryParam("groupBy") String groupBy, @QueryParam("measures") String measures,
            @QueryParam("filter") String filter) {
        return summary.of(touches.type(), groupBy, measures, filter, null, reader()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> read(@PathParam("id") String id, @QueryParam("fields") String fields) {
        return touches.chassis().queries().one(touches.type(), Ids.ofPath(id), fields, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** Records what happened between a campaign and a lead or a contact. It stays as it is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> record(byte[] body, @HeaderParam("Idempotency-Key") String key) {
        Me me = reader();
        return idempotency.once(key, "POST /touches", body, me, () -> touches.create(Bodies.json(body), new Creation(false), me)
                        .map(touch -> Answer.record(201, touches.bytes(touch, me), touch.version)
                                .header("Location", "/api/v1/touches/" + touch.id)))
                .map(Answer::response);
    }

    private Me reader() {
        return touches.type().access().reader(whoAmI.me());
    }
}
