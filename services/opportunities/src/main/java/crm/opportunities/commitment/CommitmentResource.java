package crm.opportunities.commitment;

import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What sales promised, and whether it was kept. */
@Path("/api/v1/commitments")
@Tag(name = "Commitments")
public class CommitmentResource extends RecordResource<Commitment> {

    private final SettleCommitment settleCommitment;

    CommitmentResource(Commitments commitments, SettleCommitment settleCommitment) {
        super(commitments);
        this.settleCommitment = settleCommitment;
    }

    /** {@code {"outcome":…}}, or nothing: it was kept; what was broken may still be kept later. */
    @POST
    @Path("/{id}/fulfilment")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The commitment, which is KEPT",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Commitment")))
    public Uni<Response> keep(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID commitment = Ids.ofPath(id);
        return act(key, "/" + commitment + "/fulfilment", body,
                me -> settleCommitment.keep(commitment, Bodies.jsonOrEmpty(body), me).map(kept -> shown(kept, me)));
    }

    /** {@code {"outcome":…}}: it was not kept, and why. */
    @POST
    @Path("/{id}/breach")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The commitment, which is BROKEN",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/Commitment")))
    public Uni<Response> breach(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        UUID commitment = Ids.ofPath(id);
        return act(key, "/" + commitment + "/breach", body,
                me -> settleCommitment.breach(commitment, Bodies.jsonOrEmpty(body), me).map(broken -> shown(broken, me)));
    }
}
