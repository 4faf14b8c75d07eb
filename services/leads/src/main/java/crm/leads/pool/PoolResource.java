package crm.leads.pool;

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

/** How the pool of recycled leads is shared. */
@Path("/api/v1/assignment-rules/pool")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment-rules")
public class PoolResource {

    private final PoolPolicies policies;
    private final WhoAmI whoAmI;

    PoolResource(PoolPolicies policies, WhoAmI whoAmI) {
        this.policies = policies;
        this.whoAmI = whoAmI;
    }

    @GET
    public Uni<Response> read() {
        return policies.chassis().queries().one(policies.type(), PoolPolicies.THE_ONE, null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** {@code {"openClaims":20,"claimsPerDay":10,"lockDays":14}}. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> replace(@HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return policies.replace(IfMatch.of(ifMatch), Bodies.json(body), me)
                .map(policy -> Answer.record(200, policies.bytes(policy, me), policy.version).response());
    }

    private Me reader() {
        Me me = whoAmI.me();
        if (policies.type().access().read(me) == Scope.NONE) {
            throw Problem.forbidden("Your roles do not work with leads.");
        }
        return me;
    }
}
