package crm.chassis.list;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order of a list: up to three fields, {@code -} before a name for descending; the id decides between equals, and
 * records without a value come last in both directions.
 */
final class Sort {

    static final String DEFAULT = "-createdAt";

    private static final int MAX_KEYS = 3;
    private static final Set<String> NEVER_NULL = Set.of("id", "createdAt", "updatedAt");

    private record Key(Field field, boolean descending) {
        String direction() {
            return descending ? " desc" : "";
        }
    }

    private final String text;
    private final List<Key> keys = new ArrayList<>();

    private Sort(String text) {
        this.text = text;
    }

    static Sort of(RecordType<?> type, String text, Me me) {
        Sort sort = new Sort(text);
        for (String part : text.split(",", -1)) {
            boolean descending = part.startsWith("-");
            String name = descending ? part.substring(1) : part;
            Field field = type.field(name);
            if (field == null || !field.isSortable() || !field.readableWith(me.roles())) {
                throw refused("Lists cannot be sorted by " + FieldValues.shortened(name) + ". Fields: "
                        + type.names(Field::isSortable) + ".");
            }
            sort.keys.add(new Key(field, descending));
        }
        if (sort.keys.size() > MAX_KEYS) {
            throw refused("Lists are sorted by at most " + MAX_KEYS + " fields.");
        }
        if (sort.keys.stream().noneMatch(key -> key.field.name().equals("id"))) {
            sort.keys.add(new Key(type.field("id"), sort.keys.get(sort.keys.size() - 1).descending));
        }
        return sort;
    }

    String text() {
        return text;
    }

    List<Field> fields() {
        return keys.stream().map(Key::field).toList();
    }

    /** Ends a select with this order, this start and this limit. */
    String page(String select, List<Object> after, int limit, Parameters parameters) {
        boolean oneKey = keys.size() == 1
                || keys.size() == 2 && keys.get(0).descending == keys.get(1).descending;
        if (oneKey && (NEVER_NULL.contains(keys.get(0).field.name()) || keys.get(0).field.isRequired())) {
            return select + (after == null ? "" : " and " + rowAfter(after, parameters)) + orderBy(false) + " limit " + limit;
        }
        return oneKey ? valuesThenBlanks(select, after, limit, parameters)
                : select + (after == null ? "" : " and " + anyAfter(after, parameters)) + orderBy(true) + " limit " + limit;
    }

    /** A row comparison, which an index on (field, id) answers as a range. */
    private String rowAfter(List<Object> after, Parameters parameters) {
        String columns = keys.stream().map(key -> key.field.sql()).collect(Collectors.joining(", ", "(", ")"));
        String values = after.stream().map(parameters::add).collect(Collectors.joining(", ", "(", ")"));
        return columns + (keys.get(0).descending ? " < " : " > ") + values;
    }

    /**
     * Records with a value first, those without after them, each half by the same index; the second half is only read
     * where the first does not fill the page.
     */
    private String valuesThenBlanks(String select, List<Object> after, int limit, Parameters parameters) {
        String column = keys.get(0).field.sql();
        Key id = keys.get(1);
        boolean inBlanks = after != null && after.get(0) == null;
        String blanks = "(" + select + " and " + column + " is null"
                + (inBlanks ? " and id" + (id.descending ? " < " : " > ") + parameters.add(after.get(1)) : "")
                + " order by id" + id.direction() + " limit " + limit + ")";
        if (inBlanks) {
            return blanks;
        }
        String values = "(" + select + " and " + column + " is not null"
                + (after == null ? "" : " and " + rowAfter(after, parameters)) + orderBy(false) + " limit " + limit + ")";
        return values + " union all " + blanks + " limit " + limit;
    }

    /** The general form for mixed directions: one of the keys is further while those before it are equal. */
    private String anyAfter(List<Object> after, Parameters parameters) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> IntStream.rangeClosed(0, i)
                        .mapToObj(j -> j < i ? same(j, after, parameters) : further(j, after, parameters))
                        .collect(Collectors.joining(" and ", "(", ")")))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String same(int i, List<Object> after, Parameters parameters) {
        String column = keys.get(i).field.sql();
        return after.get(i) == null ? column + " is null" : column + " = " + parameters.add(after.get(i));
    }

    private String further(int i, List<Object> after, Parameters parameters) {
        String column = keys.get(i).field.sql();
        if (after.get(i) == null) {
            return "false";
        }
        return "(" + column + (keys.get(i).descending ? " < " : " > ") + parameters.add(after.get(i))
                + " or " + column + " is null)";
    }

    private String orderBy(boolean nullsLast) {
        return keys.stream()
                .map(key -> key.field.sql() + key.direction() + (nullsLast ? " nulls last" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private static Problem refused(String detail) {
        return new Problem(400, "sort-refused", "The list cannot be sorted like that", detail, List.of(new FieldError("sort", detail)));
    }
}
