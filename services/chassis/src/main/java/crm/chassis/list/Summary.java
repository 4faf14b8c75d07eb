package crm.chassis.list;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.FieldValues;
import crm.chassis.record.RecordJson;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups a collection: {@code groupBy=status,owner&measures=count,sum(estimatedValue)}. Sums, means and extremes of an
 * amount are those of its value in the base currency; an amount without one is only measured by currency, so that
 * nothing is ever added up across currencies.
 */
@Singleton
public final class Summary {

    private static final int MAX_GROUPS = 1_000;
    private static final int MAX_FIELDS = 3;
    private static final int MAX_MEASURES = 10;
    private static final Pattern MEASURE = Pattern.compile("(sum|avg|min|max)\\(([A-Za-z.]{1,80})\\)");

    private final Pool pool;
    private final RecordQueries queries;
    private final RecordJson recordJson;

    Summary(Pool pool, RecordQueries queries, RecordJson recordJson) {
        this.pool = pool;
        this.queries = queries;
        this.recordJson = recordJson;
    }

    /**
     * {@code {"items":[{"status":"NEW","count":3,"sum(estimatedValue)":1200.5}],"truncated":false}}, largest groups
     * first, 1,000 at most; a group without a value of its field leaves that member out.
     */
    public Uni<byte[]> of(RecordType<?> type, String groupBy, String measures, String filter, String q, Me me) {
        List<Field> groups = groups(type, groupBy, me);
        List<String> names = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        groups.forEach(group -> columns.add("(" + group.sql() + ")"));
        List<String> asked = ListRequest.names(measures);
        for (String measure : asked.isEmpty() ? List.of("count") : asked) {
            names.add(measure);
            columns.add(measure(type, measure, groups, me));
        }
        if (names.size() > MAX_MEASURES) {
            throw refused("measures", "At most " + MAX_MEASURES + " measures can be asked for at once.");
        }
        Parameters parameters = new Parameters();
        String where = queries.condition(type, filter, q, me, parameters);
        StringBuilder sql = new StringBuilder("select " + String.join(", ", columns) + " from " + type.table() + " where " + where);
        for (int i = 1; i <= groups.size(); i++) {
            sql.append(i == 1 ? " group by " : ", ").append(i);
        }
        sql.append(groups.isEmpty() ? "" : " order by count(*) desc, 1").append(" limit ").append(MAX_GROUPS + 1);
        return pool.preparedQuery(sql.toString()).execute(parameters.tuple()).map(rows -> recordJson.write(generator -> {
            generator.writeStartObject();
            generator.writeArrayFieldStart("items");
            int written = 0;
            for (var row : rows) {
                if (written++ == MAX_GROUPS) {
                    break;
                }
                generator.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    Object value = row.getValue(i);
                    if (value != null) {
                        generator.writeFieldName(i < groups.size() ? groups.get(i).path() : names.get(i - groups.size()));
                        RecordJson.simple(generator, value);
                    }
                }
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeBooleanField("truncated", written > MAX_GROUPS);
            generator.writeEndObject();
        }));
    }

    private static List<Field> groups(RecordType<?> type, String groupBy, Me me) {
        List<Field> groups = new ArrayList<>();
        for (String name : ListRequest.names(groupBy)) {
            Field field = type.field(name);
            if (field == null || !field.isFilterable() || field.type().listed() || !field.readableWith(me.roles())) {
                throw refused("groupBy", "Records cannot be grouped by " + FieldValues.shortened(name) + ". Fields: "
                        + type.names(known -> known.isFilterable() && !known.type().listed()) + ".");
            }
            groups.add(field);
        }
        if (groups.size() > MAX_FIELDS) {
            throw refused("groupBy", "Records are grouped by at most " + MAX_FIELDS + " fields.");
        }
        return groups;
    }

    private static String measure(RecordType<?> type, String measure, List<Field> groups, Me me) {
        if (measure.equals("count")) {
            return "count(*)";
        }
        Matcher matcher = MEASURE.matcher(measure);
        Field field = matcher.matches() ? type.field(matcher.group(2)) : null;
        if (field == null || field.isPart() || field.type() != FieldType.INTEGER && field.type() != FieldType.DECIMAL
                || !field.readableWith(me.roles())) {
            throw refused("measures", FieldValues.shortened(measure) + " cannot be measured. Measures: count, and sum, avg, min, max of "
                    + type.names(known -> known.type() == FieldType.INTEGER || known.type() == FieldType.DECIMAL) + ".");
        }
        if (field.baseField() == null && field.currencyField() != null && groups.stream().noneMatch(group -> group.path().equals(field.currencyField()))) {
            throw refused("measures", field.path() + " comes in several currencies, which are not added up: group by "
                    + field.currencyField() + " as well.");
        }
        Field summed = field.baseField() == null ? field : type.field(field.baseField());
        String value = matcher.group(1) + "(" + summed.sql() + ")";
        return matcher.group(1).equals("avg") ? "round(" + value + "::numeric, 4)" : value;
    }

    private static Problem refused(String parameter, String detail) {
        return Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
