package crm.leads.analytics;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.leads.lead.LeadType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures over the leads that the caller may see, of those that came in within a period; the last year unless told. */
@Path("/api/v1/leads/analytics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "leads")
public class AnalyticsResource {

    private final Funnel funnel;
    private final ResponseTimes responseTimes;
    private final ScoreDeciles scoreDeciles;
    private final WhoAmI whoAmI;

    AnalyticsResource(Funnel funnel, ResponseTimes responseTimes, ScoreDeciles scoreDeciles, WhoAmI whoAmI) {
        this.funnel = funnel;
        this.responseTimes = responseTimes;
        this.scoreDeciles = scoreDeciles;
        this.whoAmI = whoAmI;
    }

    /** How far leads come and how long each step takes; {@code groupBy} is leadSource, campaignId, owner, team or month. */
    @GET
    @Path("/funnel")
    public Uni<Response> funnel(@QueryParam("groupBy") String groupBy, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("filter") String filter) {
        return funnel.of(groupBy, from, to, filter, reader()).map(json -> Answer.of(200, json).response());
    }

    /** How long leads wait for the first answer. */
    @GET
    @Path("/response-times")
    public Uni<Response> responseTimes(@QueryParam("groupBy") String groupBy, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("filter") String filter) {
        return responseTimes.of(groupBy, from, to, filter, reader()).map(json -> Answer.of(200, json).response());
    }

    /** What the score promised and what became of it. */
    @GET
    @Path("/score-deciles")
    public Uni<Response> scoreDeciles(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("filter") String filter) {
        return scoreDeciles.of(from, to, filter, reader()).map(json -> Answer.of(200, json).response());
    }

    private Me reader() {
        return LeadType.LEAD.access().reader(whoAmI.me());
    }
}
