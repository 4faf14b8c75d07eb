package crm.opportunities.analytics;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What figures are asked for; the last year by default, in whole days of UTC. */
public class AnalyticsQuery {

    @QueryParam("period")
    @Parameter(description = "2026-11, 2026-Q4 or FY2026, instead of from and to")
    public String period;

    @QueryParam("from")
    @Parameter(description = "First day")
    public String from;

    @QueryParam("to")
    @Parameter(description = "Last day")
    public String to;

    @QueryParam("filter")
    @Parameter(description = "RSQL as for /opportunities")
    public String filter;

    @QueryParam("groupBy")
    public String groupBy;

    @QueryParam("cohort")
    @Parameter(description = "Where stages are compared: closed for opportunities that were won or lost in the time, which is meant"
            + " where nothing is said, created for those that were created in it")
    public String cohort;

    @QueryParam("pipelineId")
    @Parameter(description = "The default pipeline where none is named and stages are compared")
    public String pipelineId;
}
