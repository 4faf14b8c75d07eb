package crm.chassis.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import crm.chassis.record.SqlValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the values of its last record in the order of the sort, the id last. Travels as an opaque
 * cursor that names its sort, so that a cursor of another list is noticed.
 */
final class Keyset {

    private static final int MAX_LENGTH = 4_000;

    private Keyset() {}

    static String cursor(ObjectMapper json, String sort, List<Object> values) {
        ArrayNode array = json.createArrayNode().add(sort);
        for (Object value : values) {
            if (value == null) {
                array.addNull();
            } else if (value instanceof java.time.OffsetDateTime moment) {
                array.add(moment.toInstant().toString());
            } else {
                array.add(value.toString());
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(array.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The values of a cursor, typed by the fields that the list is sorted by. */
    static List<Object> values(ObjectMapper json, String cursor, String sort, List<Field> fields) {
        if (cursor.length() > MAX_LENGTH) {
            throw refused();
        }
        try {
            JsonNode array = json.readTree(Base64.getUrlDecoder().decode(cursor));
            if (!(array instanceof ArrayNode) || array.size() != fields.size() + 1 || !sort.equals(array.get(0).textValue())) {
                throw refused();
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                JsonNode value = array.get(i + 1);
                if (!value.isNull() && !value.isTextual()) {
                    throw refused();
                }
                values.add(value.isNull() ? null : SqlValues.bound(FieldValues.ofText(fields.get(i), value.textValue())));
            }
            if (values.get(values.size() - 1) == null) {
                throw refused();
            }
            return values;
        } catch (IllegalArgumentException | JsonProcessingException | FieldValues.Refused madeUp) {
            throw refused();
        } catch (java.io.IOException unreadable) {
            throw refused();
        }
    }

    private static Problem refused() {
        String detail = "The cursor does not belong to this list. Take nextCursor from an answer and keep sort as it was.";
        return new Problem(400, "cursor-refused", "The cursor cannot be used", detail, List.of(new FieldError("cursor", detail)));
    }
}
