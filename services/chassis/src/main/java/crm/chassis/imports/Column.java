package crm.chassis.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.record.Field;
import crm.chassis.record.SqlValues;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** How the values of a field in many records are handed over as one array, and what PostgreSQL makes of each of them. */
enum Column {
    TEXT("text", "text", String[].class),
    INTEGER("bigint", "bigint", Long[].class),
    DECIMAL("text", "numeric", String[].class),
    BOOLEAN("boolean", "boolean", Boolean[].class),
    DATE("date", "date", LocalDate[].class),
    INSTANT("timestamptz", "timestamptz", OffsetDateTime[].class),
    REFERENCE("uuid", "uuid", UUID[].class),
    TEXTS("text", "text[]", String[].class),
    JSON("text", "jsonb", String[].class);

    private final String sent;
    private final String stored;
    private final Class<? extends Object[]> array;

    Column(String sent, String stored, Class<? extends Object[]> array) {
        this.sent = sent;
        this.stored = stored;
        this.array = array;
    }

    static Column of(Field field) {
        return switch (field.type()) {
            case TEXT, ENUM -> TEXT;
            case INTEGER -> INTEGER;
            case DECIMAL -> DECIMAL;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case INSTANT -> INSTANT;
            case REFERENCE -> REFERENCE;
            case TEXTS, LINKS -> TEXTS;
            case OBJECT, CUSTOM, JSON -> JSON;
        };
    }

    /** The type of an element of the array. */
    String sent() {
        return sent;
    }

    /** The value that is stored, as SQL of one element. */
    String read(String element) {
        return sent.equals(stored) ? element : element + "::" + stored;
    }

    /** The values, null for none. */
    Object[] array(List<?> values, ObjectMapper json) {
        return Arrays.copyOf(values.stream().map(value -> value == null ? null : element(value, json)).toArray(), values.size(), array);
    }

    private Object element(Object value, ObjectMapper json) {
        return switch (this) {
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case INTEGER -> ((Number) value).longValue();
            case TEXTS -> literal((String[]) value);
            case JSON -> json.valueToTree(value).toString();
            default -> SqlValues.bound(value);
        };
    }

    /** Arrays of arrays are rectangles in PostgreSQL, so a list goes as the text of an array. */
    static String literal(String[] texts) {
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() == 1 ? "" : ",");
            literal.append(text == null ? "null" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return literal.append('}').toString();
    }
}
