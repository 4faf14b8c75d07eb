package crm.opportunities.analytics;

import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.sql.Parameters;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.Period;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * How far the deals came that were created in a time, from what the database keeps added up by the day. Where no sum can be kept,
 * which is for a filter of the caller's, the deals are visited.
 */
@Singleton
class BegunDeals {

    private static final String CELLS = "select furthest_position, outcome, currency, sum(deals)::bigint as deals,"
            + " case when sum(priced) > 0 then sum(amount) end as amount, case when sum(priced) > 0 then sum(base) end as base from (";
    private static final String BY_CELL = ") as each group by 1, 2, 3 having sum(deals) <> 0";

    private final Opportunities opportunities;

    BegunDeals(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    /** Whether what is asked for is kept added up. */
    boolean keeps(AnalyticsQuery query, Cohort.Moment moment, Me me) {
        return moment == Cohort.Moment.CREATED && (query.filter == null || query.filter.isBlank()) && (scope(me) == Scope.ALL || scope(me) == Scope.TEAM);
    }

    /** Rows of furthest position, outcome and currency of all that the caller may read, as a visit of each deal would find them. */
    String cells(UUID pipelineId, Period time, Me me, Parameters parameters) {
        String pipeline = "pipeline_id = " + parameters.add(pipelineId);
        String kept = "select furthest_position, outcome, currency, deals, priced, amount, amount_base as base from opportunity_begun_figure where " + pipeline
                + " and begun_day >= " + parameters.add(time.from()) + " and begun_day < " + parameters.add(time.until());
        if (scope(me) == Scope.ALL) {
            return CELLS + kept + BY_CELL;
        }
        String teams = parameters.add(me.teams().toArray(String[]::new));
        // one's own deals in other teams are few and not told apart there
        String own = "select furthest_position, outcome, currency, 1, (amount is not null)::int, coalesce(amount, 0), coalesce(amount_base, 0) from opportunity"
                + " where " + pipeline + " and archived_at is null and owner = " + parameters.add(me.login()) + " and (team is null or team <> all(" + teams + "))"
                + " and created_at >= " + parameters.add(time.begin()) + " and created_at < " + parameters.add(time.end());
        return CELLS + kept + " and (team = any(" + teams + ") or team is null and not owned) union all " + own + BY_CELL;
    }

    private Scope scope(Me me) {
        return opportunities.type().access().read(me);
    }
}
