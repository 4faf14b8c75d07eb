package crm.opportunities.analytics;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The way through the stages of a pipeline: how long opportunities stood in each, and how far they came. Those that are open
 * have not gone their whole way, so by default only those count that were won or lost in the time.
 */
@Singleton
class StageFigures {

    private final Cohort cohort;
    private final BegunDeals begunDeals;
    private final StagesJson answers;
    private final Pool pool;

    StageFigures(Cohort cohort, BegunDeals begunDeals, StagesJson answers, Pool pool) {
        this.cohort = cohort;
        this.begunDeals = begunDeals;
        this.answers = answers;
        this.pool = pool;
    }

    private static Cohort.Moment moment(AnalyticsQuery query) {
        if (query.groupBy != null && !query.groupBy.isBlank()) {
            String detail = "Stages are told one below the other; whose, from where or of which product is said by filter, not by groupBy.";
            throw Problem.malformed(detail, new FieldError("groupBy", detail));
        }
        if (query.cohort == null || query.cohort.isBlank() || query.cohort.equals("closed")) {
            return Cohort.Moment.CLOSED;
        }
        if (!query.cohort.equals("created")) {
            throw Problem.malformed("cohort is closed or created.", new FieldError("cohort", "cohort is closed or created."));
        }
        return Cohort.Moment.CREATED;
    }

    /** By stage, of those that left it: the seconds that each stood there, all its visits together. */
    Uni<byte[]> durations(AnalyticsQuery query, Me me) {
        List<Stage> stages = cohort.pipeline(query);
        Parameters parameters = new Parameters();
        Selection chosen = cohort.of(query, moment(query), stages, me, parameters);
        // the stays of each deal by themselves, so that no move of a deal that is not meant is read
        String sql = "with deals as (select id from opportunity where " + chosen.condition() + "), stays as (select stage, seconds from deals"
                + " cross join lateral (select from_stage_id as stage, sum(seconds_in_previous_stage)::bigint as seconds from opportunity_stage_history"
                + " where opportunity_id = deals.id group by from_stage_id) as each)"
                + " select stage, count(*), round(avg(seconds)), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by seconds)"
                + " from stays group by stage";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<UUID, Row> known = new HashMap<>();
            rows.forEach(row -> known.put(row.getUUID(0), row));
            List<Stage> open = stages.stream().filter(Stage::isOpen).toList();
            return answers.write(chosen, open, (json, stage) -> {
                Row row = known.get(stage.id);
                json.writeNumberField("count", row == null ? 0 : row.getLong(1));
                if (row != null) {
                    Figures.value(json, "averageSeconds", row.getBigDecimal(2));
                    Percentiles.SECONDS.write(json, row.getArrayOfDoubles(3));
                }
                json.writeStringField("filter", chosen.and("stagesLeft==" + stage.id));
            });
        });
    }

    /** By stage: how many came as far or farther, the share of those that reached the stage before, and what became of the rest. */
    Uni<byte[]> conversion(AnalyticsQuery query, Me me) {
        List<Stage> stages = cohort.pipeline(query);
        List<Stage> way = stages.stream().filter(stage -> stage.outcome != Outcome.LOST).toList();
        Cohort.Moment moment = moment(query);
        boolean kept = begunDeals.keeps(query, moment, me);
        Parameters parameters = new Parameters();
        Selection chosen = cohort.of(query, moment, stages, me, kept ? new Parameters() : parameters);
        String cells = kept ? begunDeals.cells(stages.get(0).pipelineId, cohort.time(query), me, parameters)
                : "select furthest_position, outcome, " + Sums.BY_CURRENCY + " from opportunity where " + chosen.condition() + " group by 1, 2, currency";
        String steps = parameters.add(way.stream().map(stage -> stage.position).toArray(Long[]::new));
        String sql = "with cells as (" + cells + ") select step, " + Sums.columns("furthest_position >= step") + ", "
                + Sums.columns("furthest_position = step and outcome = 'LOST'")
                + " from (select step, furthest_position, outcome, currency, sum(deals) as deals, sum(amount) as amount, sum(base) as base"
                + " from cells cross join unnest(" + steps + "::bigint[]) as steps (step) where furthest_position >= step"
                + " group by 1, 2, 3, 4) as reached group by step";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<Long, Row> known = new HashMap<>();
            rows.forEach(row -> known.put(row.getLong(0), row));
            return answers.write(chosen, way, (json, stage) -> {
                Row row = known.get(stage.position);
                int index = way.indexOf(stage);
                long reached = row == null ? 0 : row.getLong(1);
                if (index > 0) {
                    Row before = known.get(way.get(index - 1).position);
                    Figures.share(json, "conversion", reached, before == null ? 0 : before.getLong(1));
                }
                Figures.amounts(json, reached, row == null ? null : row.getString(2), row == null ? null : row.getBigDecimal(3),
                        chosen.and("furthestPosition=ge=" + stage.position));
                json.writeObjectFieldStart("lostHere");
                Figures.amounts(json, row == null ? 0 : row.getLong(4), row == null ? null : row.getString(5), row == null ? null : row.getBigDecimal(6),
                        chosen.and("furthestPosition==" + stage.position + ";outcome==LOST"));
                json.writeEndObject();
            });
        });
    }
}
