package crm.chassis.imports;

import crm.chassis.access.WhoAmI;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestMulti;

/** Imports under way and done, of all collections of this service. */
@Path("/api/v1/imports")
public class ImportResource {

    private final Imports imports;
    private final ImportErrors errors;
    private final WhoAmI whoAmI;

    ImportResource(Imports imports, ImportErrors errors, WhoAmI whoAmI) {
        this.imports = imports;
        this.errors = errors;
        this.whoAmI = whoAmI;
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ImportView> read(@PathParam("id") String id) {
        return imports.get(Ids.ofPath(id), whoAmI.me());
    }

    /** The rows that failed, with their columns as they came, their number in the file and the reason. */
    @GET
    @Path("/{id}/errors")
    @Produces("text/csv")
    public RestMulti<byte[]> errors(@PathParam("id") String id, @QueryParam("format") @DefaultValue("csv") String format) {
        if (!format.equals("csv")) {
            String detail = "The rows that failed are there as csv.";
            throw Problem.malformed(detail, new FieldError("format", detail));
        }
        UUID importId = Ids.ofPath(id);
        return RestMulti.fromUniResponse(imports.get(importId, whoAmI.me()), job -> errors.csv(importId), job -> java.util.Map.of(
                "Content-Type", java.util.List.of("text/csv; charset=UTF-8"),
                "Content-Disposition", java.util.List.of("attachment; filename=\"" + job.collection() + "-import-errors.csv\"")));
    }

    @POST
    @Path("/{id}/reversal")
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public Uni<ImportView> reverse(@PathParam("id") String id) {
        return imports.reverse(Ids.ofPath(id), whoAmI.me());
    }
}
