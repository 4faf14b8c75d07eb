package crm.opportunities.analytics;

import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/**
 * The open pipeline day by day, or at the end of each week, as it was added up then. The filter of a day lists what was
 * open at that moment, by owner and team as they are today.
 */
@Singleton
class PipelineTrend {

    private static final int MOST_ITEMS = 2_000;
    private static final Map<String, String> GROUPS = Map.of("owner", "owner", "team", "team");

    private final Cohort cohort;
    private final Opportunities opportunities;
    private final TrendJson answers;
    private final Pool pool;

    PipelineTrend(Cohort cohort, Opportunities opportunities, TrendJson answers, Pool pool) {
        this.cohort = cohort;
        this.opportunities = opportunities;
        this.answers = answers;
        this.pool = pool;
    }

    /** @param interval {@code day}, or {@code week} for the last day of each week */
    Uni<byte[]> of(AnalyticsQuery query, String interval, Me me) {
        String group = query.groupBy == null || query.groupBy.isBlank() ? null : GROUPS.get(query.groupBy);
        boolean weekly = "week".equals(interval);
        if (group == null && query.groupBy != null && !query.groupBy.isBlank()) {
            throw refused("groupBy", "The pipeline's trend is grouped by owner or team.");
        }
        if (!weekly && interval != null && !interval.isBlank() && !interval.equals("day")) {
            throw refused("interval", "interval is day or week.");
        }
        if (query.filter != null && !query.filter.isBlank()) {
            throw refused("filter", "A pipeline that was added up cannot be filtered; group it by owner or team.");
        }
        Period time = cohort.time(query);
        Parameters parameters = new Parameters();
        String where = AccessSql.within(opportunities.type().access().read(me), me, parameters)
                + " and day >= " + parameters.add(time.from()) + " and day < " + parameters.add(time.until());
        String pipeline = query.pipelineId == null || query.pipelineId.isBlank() ? "" : Ids.ofPath(query.pipelineId).toString();
        where += pipeline.isEmpty() ? "" : " and pipeline_id = " + parameters.add(Ids.ofPath(pipeline));
        String days = weekly
                ? "(select max(day) as day from pipeline_snapshot_day group by date_trunc('week', day))"
                : "(select day from pipeline_snapshot_day)";
        String key = group == null ? "''" : group;
        String sql = "with cells as (select day, " + key + " as key, currency, sum(deals) as deals, sum(amount) as amount, sum(amount_base) as base,"
                + " sum(weighted_base) as weighted from pipeline_snapshot join " + days + " as chosen using (day) where " + where + " group by 1, 2, 3)"
                + " select day, (select taken_at from pipeline_snapshot_day taken where taken.day = cells.day), key, " + Sums.columns(null)
                + ", trim_scale(sum(weighted)) from cells group by day, key order by day, key limit " + (MOST_ITEMS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> answers.write(time, rows, MOST_ITEMS, (json, row) -> {
            Instant taken = row.getOffsetDateTime(1).toInstant();
            String filter = "createdAt=le=" + taken + ";(closedAt=null=true,closedAt=gt=" + taken + ")"
                    + (pipeline.isEmpty() ? "" : ";pipelineId==" + pipeline);
            json.writeStringField("day", row.getLocalDate(0).toString());
            String value = row.getString(2);
            if (group != null) {
                Figures.value(json, group, value);
                filter += ";" + group + (value == null ? "=null=true" : "==" + Selection.quoted(value));
            }
            Figures.amounts(json, row.getLong(3), row.getString(4), row.getBigDecimal(5), filter);
            Figures.value(json, "weightedBase", row.getBigDecimal(6));
        }));
    }

    private static Problem refused(String parameter, String detail) {
        return Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
