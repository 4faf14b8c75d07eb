package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.problem.Reason;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.FieldValues;
import crm.chassis.record.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the members of a request body into a record. All that is wrong is collected and answered at once: unknown
 * members as 400, values that do not fit as 422.
 */
final class RecordInput<T extends CrmRecord> {

    private final RecordType<T> type;
    private final Me me;

    RecordInput(RecordType<T> type, Me me) {
        this.type = type;
        this.me = me;
    }

    void create(T record, JsonNode body) {
        apply(record, body, true);
    }

    /** RFC 7396: null takes a value away, an object merges into what is there, everything else replaces. */
    void patch(T record, JsonNode body) {
        apply(record, body, false);
    }

    /** Checks that all required fields have a value. */
    void requireAll(T record) {
        List<FieldError> errors = new ArrayList<>();
        for (Field field : type.fields()) {
            if (field.isRequired() && type.get(record, field) == null) {
                errors.add(new FieldError("/" + field.name(), Reason.required(field.name())));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private void apply(T record, JsonNode body, boolean creating) {
        if (!(body instanceof ObjectNode)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        List<FieldError> unknown = new ArrayList<>();
        List<FieldError> invalid = new ArrayList<>();
        for (var members = body.fields(); members.hasNext();) {
            var member = members.next();
            String name = member.getKey();
            Field field = name.indexOf('.') >= 0 ? null : type.field(name);
            if (field == null) {
                unknown.add(new FieldError("/" + FieldValues.shortened(name).replace("~", "~0").replace("/", "~1"),
                        Reason.unknownField(FieldValues.shortened(name))));
            } else if (field.name().equals("id") ? !creating : field.isReadOnly()) {
                invalid.add(new FieldError("/" + name, Reason.keptBySystem(name)));
            } else if (!field.readableWith(me.roles())) {
                invalid.add(new FieldError("/" + name, Reason.notShown(name)));
            } else {
                set(record, field, member.getValue(), invalid);
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.malformed("The body has members that this record does not know.", unknown.toArray(FieldError[]::new));
        }
        if (!invalid.isEmpty()) {
            throw Problem.invalid(invalid);
        }
    }

    private void set(T record, Field field, JsonNode value, List<FieldError> invalid) {
        try {
            if ((field.type() == FieldType.OBJECT || field.type() == FieldType.CUSTOM) && value.isObject()) {
                type.set(record, field, merged(field, type.get(record, field), value));
            } else {
                type.set(record, field, FieldValues.ofJson(field, value));
            }
        } catch (FieldValues.Refused refused) {
            invalid.add(new FieldError("/" + field.name(), refused.reason()));
        }
    }

    @SuppressWarnings("unchecked")
    private static Object merged(Field field, Object known, JsonNode patch) throws FieldValues.Refused {
        Map<String, Object> members = new LinkedHashMap<>();
        if (known instanceof Map<?, ?> map) {
            members.putAll((Map<String, Object>) map);
        }
        Object changes = FieldValues.ofJson(field, patch);
        patch.fieldNames().forEachRemaining(members::remove);
        if (changes instanceof Map<?, ?> map) {
            members.putAll((Map<String, Object>) map);
        }
        return members.isEmpty() && field.type() == FieldType.OBJECT ? null : members;
    }
}
