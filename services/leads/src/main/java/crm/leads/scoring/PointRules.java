package crm.leads.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.list.FilterSql;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.sql.Parameters;
import crm.leads.lead.LeadType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A marketer's rules: points for what a lead fulfils, each condition an RSQL filter. They speak where no model does. */
public record PointRules(List<Rule> rules) {

    private static final int MOST = 50;
    private static final int MOST_POINTS = 100;
    private static final Field CONDITION = Field.text("condition").max(1_000).required();
    private static final Field POINTS = Field.integer("points").required();
    private static final Field LABEL = Field.text("label").max(200).required();

    public record Rule(String condition, int points, String label) {}

    /**
     * Rules as a policy has them.
     *
     * @throws Problem 422 where a condition cannot be read or the points are out of bounds
     */
    static List<Map<String, Object>> read(JsonNode rules, Clock clock) {
        if (!rules.isArray() || rules.size() > MOST) {
            throw Problem.invalid("/pointRules", "pointRules has to be a list of at most " + MOST + " items with condition, points and label.");
        }
        List<Map<String, Object>> read = new ArrayList<>();
        for (JsonNode each : rules) {
            Map<String, Object> values = RequestFields.read(each, CONDITION, POINTS, LABEL);
            String pointer = "/pointRules/" + read.size();
            long points = (Long) values.get("points");
            if (points == 0 || Math.abs(points) > MOST_POINTS) {
                throw Problem.invalid(List.of(new FieldError(pointer + "/points", "points has to be between -100 and 100, and not 0.")));
            }
            try {
                new FilterSql(LeadType.LEAD, Me.PLATFORM, clock, new Parameters()).condition((String) values.get("condition"));
            } catch (Problem unreadable) {
                throw Problem.invalid(List.of(new FieldError(pointer + "/condition", unreadable.getMessage())));
            }
            read.add(values);
        }
        return List.copyOf(read);
    }

    static PointRules of(ScoringPolicy policy) {
        return new PointRules(policy.pointRules.stream().map(each ->
                new Rule(each.get("condition").toString(), ((Number) each.get("points")).intValue(), each.get("label").toString())).toList());
    }

    /** What to select so that {@link Scorer} learns which rules a row of {@code lead} meets, in their order. */
    String columns(Clock clock, Parameters parameters) {
        StringBuilder columns = new StringBuilder();
        for (Rule rule : rules) {
            columns.append(", coalesce(").append(new FilterSql(LeadType.LEAD, Me.PLATFORM, clock, parameters).condition(rule.condition())).append(", false)");
        }
        return columns.toString();
    }
}
