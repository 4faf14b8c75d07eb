package crm.chassis.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields that the company published for one kind of record, as they hold at this moment. While there are none,
 * custom fields are free. What is stored stays as it is: only values that are written are checked.
 */
public final class OwnFields {

    private static final String MASK = "***";

    private final Field customFields;
    private volatile Map<String, OwnField> published = Map.of();

    OwnFields(Field customFields) {
        this.customFields = customFields;
    }

    /** From now on these hold and no others. */
    public void publish(List<OwnField> fields) {
        Map<String, OwnField> byName = new TreeMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        published = byName;
    }

    /** The field of this name; null where none is published. */
    Field field(String name) {
        OwnField field = published.get(name);
        return field == null ? null : field.within(customFields);
    }

    /** Whether there is something that these roles may not see. */
    public boolean hides(Set<String> roles) {
        return roles != null && published.values().stream().anyMatch(field -> !field.readableWith(roles));
    }

    /** Replaces what these roles may not see. */
    public void mask(ObjectNode values, Set<String> roles) {
        published.values().stream().filter(field -> !field.readableWith(roles) && values.has(field.name()))
                .forEach(field -> values.put(field.name(), MASK));
    }

    /**
     * Adds what is wrong with values that somebody writes.
     *
     * @param before what was stored; null for a new record
     * @param roles  of who writes
     */
    public void check(Map<String, Object> values, Map<String, Object> before, Set<String> roles, List<FieldError> errors) {
        Map<String, OwnField> fields = published;
        if (fields.isEmpty()) {
            return;
        }
        Map<String, Object> known = before == null ? Map.of() : before;
        values.forEach((name, value) -> {
            if (!same(value, known.get(name))) {
                checkWritten(fields, name, value, roles, errors);
            }
        });
        for (OwnField field : fields.values()) {
            boolean missing = values.get(field.name()) == null;
            boolean had = known.get(field.name()) != null;
            if (missing && field.required() && (before == null || had)) {
                errors.add(error(field.name(), Reason.required("customFields." + field.name())));
            } else if (missing && had && !field.writableWith(roles)) {
                errors.add(notYours(field.name()));
            }
        }
    }

    private static void checkWritten(Map<String, OwnField> fields, String name, Object value, Set<String> roles, List<FieldError> errors) {
        OwnField field = fields.get(name);
        if (field == null) {
            errors.add(new FieldError("/customFields/" + name, "There is no custom field " + name + ". Fields: " + String.join(", ", fields.keySet()) + "."));
        } else if (!field.writableWith(roles)) {
            errors.add(notYours(name));
        } else if (!field.accepts(value)) {
            errors.add(error(name, field.wrong()));
        }
    }

    private static FieldError notYours(String name) {
        return error(name, Reason.notYours("customFields." + name));
    }

    private static FieldError error(String name, Reason reason) {
        return new FieldError("/customFields/" + name, reason);
    }

    private static boolean same(Object one, Object other) {
        return one instanceof Number && other instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                : Objects.equals(one, other);
    }
}
