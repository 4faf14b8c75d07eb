package crm.campaigns.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaigns;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which campaigns drive which deals. */
@Path("/api/v1/attribution")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attribution")
public class AttributionResource {

    private final Attribution attribution;
    private final Campaigns campaigns;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;

    AttributionResource(Attribution attribution, Campaigns campaigns, WhoAmI whoAmI, ObjectMapper json) {
        this.attribution = attribution;
        this.campaigns = campaigns;
        this.whoAmI = whoAmI;
        this.json = json;
    }

    /** Deals and their amounts, credited to the campaigns that touched their people before the deal began. */
    @GET
    @APIResponse(responseCode = "200", description = "Credits, what is unattributed, and the total of both",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AttributionView.class)))
    public Uni<Response> attribution(
            @Parameter(schema = @Schema(type = SchemaType.STRING, enumeration = {"FIRST", "LAST", "LINEAR", "U_SHAPED", "TIME_DECAY"}, defaultValue = "FIRST"))
            @QueryParam("model") String model,
            @Parameter(schema = @Schema(type = SchemaType.STRING, enumeration = "campaign", defaultValue = "campaign"))
            @QueryParam("groupBy") String groupBy,
            @Parameter(schema = @Schema(type = SchemaType.STRING, enumeration = {"QUALIFIED", "ALL", "OPEN", "WON", "LOST"}, defaultValue = "QUALIFIED"))
            @QueryParam("stage") String stage,
            @Parameter(description = "Deals that began on this day or later") @QueryParam("from") String from,
            @Parameter(description = "Deals that began on this day or earlier") @QueryParam("to") String to) {
        Me me = campaigns.reader(whoAmI.me());
        return attribution.answer(Question.of(model, groupBy, stage, from, to), me)
                .map(view -> Answer.of(200, json.<JsonNode>valueToTree(view)).response());
    }
}
