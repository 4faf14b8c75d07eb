package crm.chassis.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.problem.Reason;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the small body of an act, described with the same fields as records are. */
public final class RequestFields {

    private RequestFields() {}

    /**
     * The values by name, typed as {@link FieldValues#ofJson} makes them. A member that was sent as null is there with
     * the value null, one that was not sent is absent.
     *
     * @throws Problem 400 where the body is no object or has other members, 422 where values do not fit or are missing
     */
    public static Map<String, Object> read(JsonNode body, Field... fields) {
        if (!(body instanceof ObjectNode)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        List<FieldError> unknown = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (Stream.of(fields).noneMatch(field -> field.name().equals(name))) {
                unknown.add(unknown(name));
            }
        });
        if (!unknown.isEmpty()) {
            throw Problem.malformed(fields.length == 0
                            ? "The body takes no members."
                            : "The body takes " + Stream.of(fields).map(Field::name).collect(Collectors.joining(", ")) + ".",
                    unknown.toArray(FieldError[]::new));
        }
        return values(body, fields);
    }

    private static FieldError unknown(String name) {
        String shortened = FieldValues.shortened(name);
        return new FieldError("/" + shortened.replace("~", "~0").replace("/", "~1"), "There is no member " + shortened + ".");
    }

    private static Map<String, Object> values(JsonNode body, Field... fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<FieldError> invalid = new ArrayList<>();
        for (Field field : fields) {
            try {
                Object value = FieldValues.ofJson(field, body.get(field.name()));
                if (value == null && field.isRequired()) {
                    invalid.add(new FieldError("/" + field.name(), Reason.required(field.name())));
                }
                if (body.has(field.name())) {
                    values.put(field.name(), value);
                }
            } catch (FieldValues.Refused refused) {
                invalid.add(new FieldError("/" + field.name(), refused.reason()));
            }
        }
        if (!invalid.isEmpty()) {
            throw Problem.invalid(invalid);
        }
        return values;
    }
}
