package crm.leads.analytics;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import crm.leads.lead.LeadType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The leads that figures are about: those that came in within a period, that the caller may see and a filter finds. */
@Singleton
class Cohort {

    static final int MOST_GROUPS = 100;

    private static final Duration USUAL = Duration.ofDays(365);
    private static final Map<String, String> GROUPS = Map.of("leadSource", "lead_source", "campaignId", "campaign_id::text", "owner", "owner",
            "team", "team", "month", "to_char(created_at at time zone 'UTC', 'YYYY-MM')");

    private final RecordQueries queries;
    private final Clock clock;

    Cohort(RecordQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * A select of the columns {@code grp} and those named, one row a lead.
     *
     * @param groupBy name of a group; null for all as one
     * @param from first day, in UTC; null for a year ago
     * @param to last day, in UTC; null for today
     * @throws Problem 400 where a group, a day or the filter cannot be used
     */
    String sql(String columns, String groupBy, String from, String to, String filter, Me me, Parameters parameters) {
        boolean grouped = groupBy != null && !groupBy.isBlank();
        if (grouped && !GROUPS.containsKey(groupBy)) {
            throw refused("groupBy", "Leads are grouped by one of " + GROUPS.keySet().stream().sorted().toList() + ".");
        }
        String where = queries.condition(LeadType.LEAD, filter, null, me, parameters);
        Instant begin = from == null || from.isBlank() ? clock.instant().minus(USUAL) : day("from", from);
        String sql = "select " + (grouped ? GROUPS.get(groupBy) : "''") + " as grp, " + columns + " from lead where " + where
                + " and created_at >= " + parameters.add(begin.atOffset(ZoneOffset.UTC));
        return to == null || to.isBlank() ? sql
                : sql + " and created_at < " + parameters.add(day("to", to).plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));
    }

    private static Instant day(String parameter, String text) {
        try {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException none) {
            throw refused(parameter, parameter + " has to be a day like 2026-11-25.");
        }
    }

    private static Problem refused(String parameter, String detail) {
        return Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
