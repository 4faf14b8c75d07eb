package crm.chassis.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.http.Bodies;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What an administrator asks a service to do: {@code POST /operations/<service>/rebuild}, or without the service's name
 * where one talks to the service itself.
 */
@Path("/api/v1/operations{service: (/[a-z]+)?}/rebuild")
@Produces(MediaType.APPLICATION_JSON)
public class RebuildResource {

    private static final int MOST_COLLECTIONS = 100;

    private final Rebuilds rebuilds;
    private final WhoAmI whoAmI;
    private final String me;

    RebuildResource(Rebuilds rebuilds, WhoAmI whoAmI, @ConfigProperty(name = "crm.service") String me) {
        this.rebuilds = rebuilds;
        this.whoAmI = whoAmI;
        this.me = me;
    }

    /** {@code {"collections":["leads"]}}; without a body all that others are told of. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> rebuild(@PathParam("service") String service, byte[] body) {
        Me caller = administrator(service);
        return rebuilds.request(collections(Bodies.jsonOrEmpty(body)), caller.login())
                .map(job -> Response.accepted(job).header("Location", "/api/v1/operations/" + me + "/rebuild/" + job.id()).build());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Uni<RebuildView> read(@PathParam("service") String service, @PathParam("id") String id) {
        administrator(service);
        return rebuilds.view(Ids.ofPath(id));
    }

    private Me administrator(String service) {
        Me caller = whoAmI.me();
        if (!caller.has("crm-admin")) {
            throw Problem.forbidden("Only an administrator asks for this.");
        }
        if (!service.isEmpty() && !service.equals("/" + me)) {
            throw Problem.notFound();
        }
        return caller;
    }

    private static List<String> collections(JsonNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("collections")) {
                throw Problem.malformed("The body takes collections.", new FieldError("/collections", "There is no other member."));
            }
        });
        JsonNode named = body.path("collections");
        List<String> collections = new ArrayList<>();
        named.forEach(name -> collections.add(name.asText()));
        if (!body.isObject() || !named.isMissingNode() && !named.isArray() || collections.size() > MOST_COLLECTIONS) {
            throw Problem.malformed("collections has to be a list of names.", new FieldError("/collections", "This has to be a list of names."));
        }
        return collections;
    }
}
