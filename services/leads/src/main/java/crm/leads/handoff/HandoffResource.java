package crm.leads.handoff;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
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

/** Where marketing hands over to sales. */
@Path("/api/v1/handoffs")
@Tag(name = "handoffs")
public class HandoffResource extends RecordResource<Handoff> {

    private static final String KEY = "Idempotency-Key";

    private final DecideHandoff decide;
    private final HandoffFigures figures;
    private final HandoffAgreements agreements;

    HandoffResource(Handoffs handoffs, DecideHandoff decide, HandoffFigures figures, HandoffAgreements agreements) {
        super(handoffs);
        this.decide = decide;
        this.figures = figures;
        this.agreements = agreements;
    }

    /** Acceptance rate, time to the decision and reasons; with {@code measures} the same as of every collection. */
    @Override
    @GET
    @Path("/summary")
    public Uni<Response> summary(@QueryParam("groupBy") String groupBy, @QueryParam("measures") String measures,
            @QueryParam("filter") String filter, @QueryParam("q") String q) {
        return measures == null
                ? figures.of(groupBy, filter, q, reader()).map(json -> Answer.of(200, json).response())
                : super.summary(groupBy, measures, filter, q);
    }

    /** Takes the lead over; it belongs to the caller and the caller's team after that. */
    @POST
    @Path("/{id}/acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> accept(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/acceptance", body,
                me -> decide.accept(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(handoff -> shown(handoff, me)));
    }

    /** {@code {"reason":…}}. */
    @POST
    @Path("/{id}/rejection")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> reject(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/rejection", body,
                me -> decide.reject(Ids.ofPath(id), Bodies.json(body), me).map(handoff -> shown(handoff, me)));
    }

    /** Marketing takes the offer back. */
    @POST
    @Path("/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> withdraw(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/withdrawal", body,
                me -> decide.withdraw(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(handoff -> shown(handoff, me)));
    }

    /** The checklist and the time limit. */
    @GET
    @Path("/agreement")
    public Uni<Response> agreement() {
        return agreements.chassis().queries().one(agreements.type(), HandoffAgreements.THE_ONE, null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** {@code {"limitMinutes":480,"reminderMinutes":60,"checklist":[{"key":"budget","question":"…"}]}}. */
    @PUT
    @Path("/agreement")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> agree(@HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return agreements.agree(IfMatch.of(ifMatch), Bodies.json(body), me)
                .map(agreement -> Answer.record(200, agreements.bytes(agreement, me), agreement.version).response());
    }
}
