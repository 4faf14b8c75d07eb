package crm.opportunities.analytics;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Chooses the opportunities that figures are about: of a time, that the caller may read and a filter finds. */
@Singleton
class Cohort {

    /** What puts an opportunity into a time. */
    enum Moment {
        CREATED("createdAt", "created_at"), CLOSED("closedAt", "closed_at");

        private final String field;
        private final String column;

        Moment(String field, String column) {
            this.field = field;
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private final RecordQueries queries;
    private final Opportunities opportunities;
    private final Stages stages;
    private final FiscalCalendar calendar;
    private final Clock clock;

    Cohort(RecordQueries queries, Opportunities opportunities, Stages stages, FiscalCalendar calendar, Clock clock) {
        this.queries = queries;
        this.opportunities = opportunities;
        this.stages = stages;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws Problem 400 where a time or the filter cannot be used */
    Selection of(AnalyticsQuery query, Moment moment, Me me, Parameters parameters) {
        Period time = time(query);
        String condition = queries.condition(opportunities.type(), query.filter, null, me, parameters)
                + " and " + moment.column + " >= " + parameters.add(time.begin()) + " and " + moment.column + " < " + parameters.add(time.end());
        String rsql = (query.filter == null || query.filter.isBlank() ? "" : "(" + query.filter.strip() + ");")
                + moment.field + "=ge=" + time.begin().toInstant() + ";" + moment.field + "=lt=" + time.end().toInstant();
        return new Selection(condition, rsql, time.from(), time.until());
    }

    /** The same of one pipeline. */
    Selection of(AnalyticsQuery query, Moment moment, List<Stage> pipeline, Me me, Parameters parameters) {
        Selection all = of(query, moment, me, parameters);
        var id = pipeline.get(0).pipelineId;
        return new Selection(all.condition() + " and pipeline_id = " + parameters.add(id), all.and("pipelineId==" + id), all.from(), all.until());
    }

    /** The stages of the pipeline that is asked for, in their order. */
    List<Stage> pipeline(AnalyticsQuery query) {
        boolean named = query.pipelineId != null && !query.pipelineId.isBlank();
        List<Stage> found = stages.of(named ? Ids.ofPath(query.pipelineId) : stages.start(null, null).pipelineId);
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        return found;
    }

    /** The time that is asked for. */
    Period time(AnalyticsQuery query) {
        if (query.period != null && !query.period.isBlank()) {
            return calendar.named(query.period);
        }
        LocalDate until = query.to == null || query.to.isBlank()
                ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1)
                : day("to", query.to).plusDays(1);
        return new Period("", Period.Kind.YEAR, query.from == null || query.from.isBlank() ? until.minusYears(1) : day("from", query.from), until);
    }

    private static LocalDate day(String parameter, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() > 0 && day.getYear() < 10_000) {
                return day;
            }
        } catch (DateTimeParseException none) {
            // told below
        }
        String detail = parameter + " has to be a day like 2026-11-25.";
        throw Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
