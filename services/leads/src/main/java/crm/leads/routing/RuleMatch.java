package crm.leads.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.list.FilterSql;
import crm.chassis.record.Field;
import crm.chassis.sql.Parameters;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the rule that decides on a lead. The database evaluates all conditions at once, so that a rule means exactly
 * what the same filter means in a list, for leads that are stored and for one that is only about to be.
 */
@Singleton
class RuleMatch {

    private static final String SEARCH_TEXT = "search_text";

    private final ObjectMapper json;
    private final Clock clock;

    RuleMatch(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** An expression of SQL over a row {@code lead}: the index of the first rule it meets; null where it meets none. */
    String firstOf(List<AssignmentRule> rules, Parameters parameters) {
        StringBuilder cases = new StringBuilder("case");
        for (int i = 0; i < rules.size(); i++) {
            String condition = rules.get(i).condition;
            cases.append(" when ").append(condition == null ? "true"
                    : new FilterSql(LeadType.LEAD, Me.PLATFORM, clock, parameters).condition(condition)).append(" then ").append(i);
        }
        return cases.append(" end").toString();
    }

    /** A row like those of the table, for a lead that is not stored yet. */
    String asRow(Lead lead, Parameters parameters) {
        return "jsonb_populate_record(null::lead, cast(cast(" + parameters.add(row(lead, LeadType.LEAD.stored(), true).toString()) + " as text) as jsonb)) as lead";
    }

    /** Rows like those of the table, for leads that are not stored yet; only with columns that an expression may look at. */
    String asRows(List<Lead> leads, String expression, Parameters parameters) {
        List<Field> fields = LeadType.LEAD.stored().stream().filter(field -> field.name().equals("id") || expression.contains(field.sql())).toList();
        boolean searched = expression.contains(SEARCH_TEXT);
        ArrayNode rows = json.createArrayNode();
        leads.forEach(lead -> rows.add(row(lead, fields, searched)));
        return "jsonb_populate_recordset(null::lead, cast(cast(" + parameters.add(rows.toString()) + " as text) as jsonb)) as lead";
    }

    private ObjectNode row(Lead lead, List<Field> fields, boolean searched) {
        ObjectNode row = json.createObjectNode();
        for (Field field : fields) {
            Object value = LeadType.LEAD.get(lead, field);
            if (value != null) {
                row.set(field.sql(), json.valueToTree(value));
            }
        }
        if (!searched) {
            return row;
        }
        row.put(SEARCH_TEXT, Stream.of(lead.firstName, lead.lastName, lead.jobTitle, lead.company, lead.email, lead.phone, lead.mobile)
                .map(word -> word == null ? "" : word.toLowerCase(Locale.ROOT)).collect(Collectors.joining(" ")));
        return row;
    }
}
