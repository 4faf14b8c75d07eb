package crm.opportunities.analytics;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Figures over the opportunities that the caller may read. Each stands beside the filter that lists the records behind it
 * at {@code /opportunities}.
 */
@Path("/api/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
public class AnalyticsResource {

    private static final Set<String> READERS = Set.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "success-manager",
            "support-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");

    private static final String IN_PARTS = "By owner and team a deal with ownerSplits counts for each with the part, in count as in amounts, and not for"
            + " its owner; by product a deal with line items counts for each product that it has a line of, with the value of these lines. The amounts of"
            + " all groups are exactly those of all deals. creditedTo, creditedTeams and soldProducts list the deals.";

    private final ClosedDeals closedDeals;
    private final StageFigures stageFigures;
    private final PipelineTrend pipelineTrend;
    private final WhoAmI whoAmI;

    AnalyticsResource(ClosedDeals closedDeals, StageFigures stageFigures, PipelineTrend pipelineTrend, WhoAmI whoAmI) {
        this.closedDeals = closedDeals;
        this.stageFigures = stageFigures;
        this.pipelineTrend = pipelineTrend;
        this.whoAmI = whoAmI;
    }

    /** How long opportunities that were closed in the time, or created in it, stood in each stage of a pipeline. */
    @GET
    @Path("/stage-duration")
    public Uni<Response> stageDuration(@BeanParam AnalyticsQuery query) {
        return answer(stageFigures.durations(query, reader()));
    }

    /** How many opportunities that were closed in the time, or created in it, came from stage to stage. */
    @GET
    @Path("/conversion")
    public Uni<Response> conversion(@BeanParam AnalyticsQuery query) {
        return answer(stageFigures.conversion(query, reader()));
    }

    /**
     * Won and lost in the time; {@code groupBy} is owner, team, leadSource, industry, product, territory, month, quarter or year. A deal of
     * several people counts for each owner and team with the part, one with line items for each product with the value of its lines.
     */
    @GET
    @Operation(description = "Won and lost in the time. " + IN_PARTS)
    @Path("/win-rate")
    public Uni<Response> winRate(@BeanParam AnalyticsQuery query) {
        return answer(closedDeals.winRate(query, reader()));
    }

    /**
     * Days from creation to the end, of what was closed in the time; grouped as the win rate. A deal of several people or products counts
     * whole for each of them, since a duration has no parts.
     */
    @GET
    @Operation(description = "Days from creation to the end, of what was closed in the time; grouped as the win rate. A deal with ownerSplits counts whole"
            + " for each owner and team that has a part in it, one with line items for each product that it has a line of: a duration has no parts, and"
            + " counts of groups may add up to more than there are deals. creditedTo, creditedTeams and soldProducts list the deals.")
    @Path("/sales-cycle")
    public Uni<Response> salesCycle(@BeanParam AnalyticsQuery query) {
        return answer(closedDeals.salesCycle(query, reader()));
    }

    /** What was won in the time, by quarter unless {@code groupBy} says otherwise. */
    @GET
    @Operation(description = "What was won in the time. " + IN_PARTS)
    @Path("/won-revenue")
    public Uni<Response> wonRevenue(@BeanParam AnalyticsQuery query) {
        return answer(closedDeals.wonRevenue(query, reader()));
    }

    /** The open pipeline as it was on each day, or at the end of each week; {@code groupBy} is owner or team. */
    @GET
    @Path("/pipeline-trend")
    public Uni<Response> pipelineTrend(@BeanParam AnalyticsQuery query, @QueryParam("interval") String interval) {
        return answer(pipelineTrend.of(query, interval, reader()));
    }

    private static Uni<Response> answer(Uni<byte[]> figures) {
        return figures.map(json -> Answer.of(200, json).response());
    }

    private Me reader() {
        Me me = whoAmI.me();
        if (Collections.disjoint(READERS, me.roles())) {
            throw Problem.forbidden("Your roles do not work with these figures.");
        }
        return me;
    }
}
