package crm.campaigns.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaigns;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The records behind what attribution and the return of a campaign say. */
@Path("/api/v1/attribution")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attribution")
public class BehindResource {

    private final Behind behind;
    private final Campaigns campaigns;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;

    BehindResource(Behind behind, Campaigns campaigns, WhoAmI whoAmI, ObjectMapper json) {
        this.behind = behind;
        this.campaigns = campaigns;
        this.whoAmI = whoAmI;
        this.json = json;
    }

    /** The deals that one campaign is credited with, each with its share; they add up to its figures. */
    @GET
    @Path("/deals")
    @APIResponse(responseCode = "200", description = "A page of deals with their shares, and what all of them add up to",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BehindView.Page.class)))
    public Uni<Response> deals(@Parameter(required = true) @QueryParam("campaignId") String campaignId,
            @Parameter(schema = @Schema(type = SchemaType.STRING, enumeration = {"FIRST", "LAST", "LINEAR", "U_SHAPED", "TIME_DECAY"}, defaultValue = "FIRST"))
            @QueryParam("model") String model,
            @Parameter(schema = @Schema(type = SchemaType.STRING, enumeration = {"QUALIFIED", "ALL", "OPEN", "WON", "LOST"}, defaultValue = "QUALIFIED"))
            @QueryParam("stage") String stage,
            @Parameter(description = "Deals that began on this day or later") @QueryParam("from") String from,
            @Parameter(description = "Deals that began on this day or earlier") @QueryParam("to") String to,
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
        Me me = campaigns.reader(whoAmI.me());
        Question question = Question.of(model, null, stage, from, to);
        PageOf page = PageOf.of(cursor, limit);
        return answer(campaignId, me, campaign -> behind.deals(campaign, question, page, me));
    }

    /** The leads that a campaign touched, which its cost per lead counts. */
    @GET
    @Path("/leads")
    @APIResponse(responseCode = "200", description = "A page of leads, and how many there are",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BehindView.TouchedPage.class)))
    public Uni<Response> leads(@Parameter(required = true) @QueryParam("campaignId") String campaignId,
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
        Me me = campaigns.reader(whoAmI.me());
        PageOf page = PageOf.of(cursor, limit);
        return answer(campaignId, me, campaign -> behind.leads(campaign, page));
    }

    private Uni<Response> answer(String campaignId, Me me, Function<UUID, Uni<?>> work) {
        if (campaignId == null || campaignId.isBlank()) {
            throw Problem.malformed("campaignId is required.", new FieldError("campaignId", "campaignId is required."));
        }
        UUID campaign = Ids.ofPath(campaignId);
        return campaigns.chassis().queries().one(campaigns.type(), campaign, "id", me)
                .chain(visible -> work.apply(campaign))
                .map(view -> Answer.of(200, json.<JsonNode>valueToTree(view)).response());
    }
}
