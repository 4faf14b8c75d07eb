package crm.chassis.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How values of fields are handed to the PostgreSQL client, which has types of its own. */
public final class SqlValues {

    private SqlValues() {}

    /** A value as a parameter; values of JSON columns need {@link #stored}. */
    public static Object bound(Object value) {
        if (value instanceof Instant instant) {
            return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    /** A value as it is stored in the field's column, JSON included. */
    public static Object stored(Field field, Object value, ObjectMapper json) {
        return switch (field.type()) {
            case OBJECT, CUSTOM, JSON -> value == null ? null : Json.decodeValue(json.valueToTree(value).toString());
            default -> bound(value);
        };
    }
}
