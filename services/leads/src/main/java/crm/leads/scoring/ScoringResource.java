package crm.leads.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Scores of leads: what they look at, the models that give them, and scoring all leads again. */
@Path("/api/v1/lead-scoring")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lead-scoring")
public class ScoringResource {

    private final ScoringPolicies policies;
    private final ScoringModels models;
    private final Rescoring rescoring;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;

    ScoringResource(ScoringPolicies policies, ScoringModels models, Rescoring rescoring, WhoAmI whoAmI, ObjectMapper json) {
        this.policies = policies;
        this.models = models;
        this.rescoring = rescoring;
        this.whoAmI = whoAmI;
        this.json = json;
    }

    @GET
    @Path("/policy")
    public Uni<Response> policy() {
        return policies.chassis().queries().one(policies.type(), ScoringPolicies.THE_ONE, null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /**
     * Features {@code {"field","label","kind"}}, point rules {@code {"condition","points","label"}}, and when a model may speak. All
     * leads are scored again.
     */
    @PUT
    @Path("/policy")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> replace(@HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = keeper();
        return policies.replace(IfMatch.of(ifMatch), Bodies.json(body), me)
                .call(() -> rescoring.begin(me.login()))
                .map(policy -> Answer.record(200, policies.bytes(policy, me), policy.version).response());
    }

    @GET
    @Path("/models")
    public Uni<Response> list() {
        reader();
        return models.list().map(page -> Answer.of(200, page).response());
    }

    /** Trains a model on the company's closed leads; {@code GET} of the same shows how far it is and what came of it. */
    @POST
    @Path("/models")
    @APIResponse(responseCode = "202", description = "The model, which is QUEUED")
    public Uni<Response> train() {
        return models.request(keeper().login())
                .map(model -> Answer.of(202, model).header("Location", "/api/v1/lead-scoring/models/" + model.path("id").asText()).response());
    }

    /** The model that speaks, with how good it is; 404 while the point rules do. */
    @GET
    @Path("/models/current")
    public Uni<Response> current() {
        reader();
        return models.current().map(model -> Answer.of(200, model).response());
    }

    @GET
    @Path("/models/{id}")
    public Uni<Response> one(@PathParam("id") String id) {
        reader();
        return models.one(id).map(model -> Answer.of(200, model).response());
    }

    /** Scores all leads again, behind what people do. */
    @POST
    @Path("/rescoring")
    @APIResponse(responseCode = "202", description = "The job")
    public Uni<Response> rescore() {
        return rescoring.begin(keeper().login()).map(id -> Answer.of(202, json.createObjectNode().put("id", id.toString()).put("state", "RUNNING")).response());
    }

    /** How far the latest one is. */
    @GET
    @Path("/rescoring")
    public Uni<Response> rescoring() {
        reader();
        return rescoring.latest().map(job -> Answer.of(200, job).response());
    }

    private Me reader() {
        Me me = whoAmI.me();
        if (policies.type().access().read(me) == Scope.NONE) {
            throw Problem.forbidden("Your roles do not work with leads.");
        }
        return me;
    }

    private Me keeper() {
        Me me = reader();
        if (policies.type().access().change(me) == Scope.NONE) {
            throw Problem.forbidden("Scores are in the keeping of marketing-manager and crm-admin.");
        }
        return me;
    }
}
