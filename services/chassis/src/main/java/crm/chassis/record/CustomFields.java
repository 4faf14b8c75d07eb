package crm.chassis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that a company added itself: plain values under names of its own, bounded in number and size. */
final class CustomFields {

    static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,62}";

    private static final int MAX_FIELDS = 100;
    static final int MAX_TEXT = 4_000;

    private CustomFields() {}

    static Map<String, Object> ofJson(JsonNode node) throws FieldValues.Refused {
        if (!node.isObject()) {
            throw new FieldValues.Refused("customFields has to be an object.");
        }
        if (node.size() > MAX_FIELDS) {
            throw new FieldValues.Refused("customFields may have at most " + MAX_FIELDS + " fields.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (var members = node.fields(); members.hasNext();) {
            var member = members.next();
            if (!member.getKey().matches(NAME)) {
                throw new FieldValues.Refused("A custom field has a name of letters, digits and underscores; "
                        + FieldValues.shortened(member.getKey()) + " is none.");
            }
            Object value = value(member.getKey(), member.getValue());
            if (value != null) {
                values.put(member.getKey(), value);
            }
        }
        return values;
    }

    private static Object value(String name, JsonNode node) throws FieldValues.Refused {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return FieldValues.ofJson(Field.decimal("customFields." + name), node);
        }
        if (node.isTextual() && node.textValue().length() <= MAX_TEXT && node.textValue().indexOf('\0') < 0) {
            return node.textValue();
        }
        throw new FieldValues.Refused("customFields." + name + " has to be a text of at most " + MAX_TEXT
                + " characters, a number, true or false.");
    }
}
