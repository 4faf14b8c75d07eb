package crm.cases.support;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.comment.CommentOnCase;
import crm.cases.comment.CommentRequest;
import crm.cases.comment.CommentView;
import crm.cases.comment.Comments;
import crm.cases.context.CaseContext;
import crm.cases.survey.SurveyLinks;
import crm.cases.survey.SurveyView;
import crm.chassis.access.Me;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Cases over HTTP. */
@Path("/api/v1/cases")
@Tag(name = "cases")
public class CaseResource extends RecordResource<SupportCase> {

    private static final String KEY = "Idempotency-Key";
    private static final String CASE = "#/components/schemas/Case";

    private final CaseActs acts;
    private final CommentOnCase commentOnCase;
    private final Comments comments;
    private final CaseContext context;
    private final SurveyLinks surveys;

    CaseResource(Cases cases, CaseActs acts, CommentOnCase commentOnCase, Comments comments, CaseContext context, SurveyLinks surveys) {
        super(cases);
        this.acts = acts;
        this.commentOnCase = commentOnCase;
        this.comments = comments;
        this.context = context;
        this.surveys = surveys;
    }

    /** {@code {"owner":…}}, {@code {"team":…}} or {@code {"queue":…}}. */
    @POST
    @Path("/{id}/assignment")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The case with its new owner",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CASE)))
    public Uni<Response> assign(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/assignment", body,
                me -> acts.assign(Ids.ofPath(id), Bodies.json(body), me).map(record -> shown(record, me)));
    }

    /** {@code {"reason":…,"team":…}}, both optional. */
    @POST
    @Path("/{id}/escalation")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The case, one level up",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CASE)))
    public Uni<Response> escalate(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/escalation", body,
                me -> acts.escalate(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(record -> shown(record, me)));
    }

    /** {@code {"resolution":…,"rootCause":…}}. */
    @POST
    @Path("/{id}/resolution")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The case, which is RESOLVED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CASE)))
    public Uni<Response> resolve(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/resolution", body,
                me -> acts.resolve(Ids.ofPath(id), Bodies.json(body), me).map(record -> shown(record, me)));
    }

    /** {@code {"reason":…}}. */
    @POST
    @Path("/{id}/reopening")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The case, which is IN_PROGRESS again",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CASE)))
    public Uni<Response> reopen(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/reopening", body,
                me -> acts.reopen(Ids.ofPath(id), Bodies.json(body), me).map(record -> shown(record, me)));
    }

    @POST
    @Path("/{id}/closure")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The case, which is CLOSED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = CASE)))
    public Uni<Response> close(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/closure", body,
                me -> acts.close(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(record -> shown(record, me)));
    }

    /** Oldest first. */
    @GET
    @Path("/{id}/comments")
    public Uni<Response> comments(@PathParam("id") String id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        return visible(id, (record, me) -> comments.page(record, limit, cursor)).map(page -> Answer.of(200, json(page)).response());
    }

    /** The first PUBLIC one by one of us is the first response. */
    @POST
    @Path("/{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CommentRequest.class)))
    @APIResponse(responseCode = "201", description = "The comment",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CommentView.class)))
    public Uni<Response> comment(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/comments", body,
                me -> commentOnCase.comment(Ids.ofPath(id), CommentRequest.of(Bodies.json(body)), me)
                        .map(comment -> Answer.of(201, json(comment))));
    }

    /** All that the page of a case shows beside it: the customer, why they bought, how they are, what else is open. */
    @GET
    @Path("/{id}/context")
    public Uni<Response> context(@PathParam("id") String id) {
        return visible(id, (record, me) -> context.of(record)).map(found -> Answer.of(200, json(found)).response());
    }

    /** How the survey stands that followed the latest solution. */
    @GET
    @Path("/{id}/survey")
    public Uni<SurveyView> survey(@PathParam("id") String id) {
        return visible(id, (record, me) -> surveys.latest(record));
    }

    /** A new link to the survey, for who may change the case; the token in it is kept nowhere. */
    @POST
    @Path("/{id}/survey")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "The survey with its link",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SurveyView.class)))
    public Uni<Response> surveyLink(@PathParam("id") String id, byte[] body) {
        Me me = reader();
        return surveys.link(Ids.ofPath(id), me).map(view -> Answer.of(201, json(view)).response());
    }

    private <X> Uni<X> visible(String id, java.util.function.BiFunction<UUID, Me, Uni<X>> work) {
        Me me = reader();
        UUID record = Ids.ofPath(id);
        return records().chassis().queries().one(records().type(), record, "id", me).chain(seen -> work.apply(record, me));
    }

    private JsonNode json(Object value) {
        return records().chassis().mapper().valueToTree(value);
    }
}
