package crm.chassis.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes records as the API shows them: in the order of their description, without the fields that have no value.
 * A masked field shows {@code "***"} where there is a value.
 */
@Singleton
public final class RecordJson {

    private static final String MASK = "***";
    /** Of a record with a few of its fields filled in. */
    public static final int USUAL_BYTES = 1_024;

    private final ObjectMapper json;

    RecordJson(ObjectMapper json) {
        this.json = json;
    }

    /** The whole record, unmasked, as events and history carry it. */
    public <T extends CrmRecord> ObjectNode tree(RecordType<T> type, T record) {
        try {
            return (ObjectNode) json.readTree(bytes(type, record, null));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The record as UTF-8 JSON; {@code roles} decide what is masked, null masks nothing. */
    public <T extends CrmRecord> byte[] bytes(RecordType<T> type, T record, Set<String> roles) {
        return write(generator -> {
            generator.writeStartObject();
            for (Field field : type.fields()) {
                value(generator, field, type.get(record, field), roles);
            }
            generator.writeEndObject();
        });
    }

    /** Writes one row whose columns stand in the order of {@code fields}; null for the roles masks nothing. */
    public void row(JsonGenerator generator, Collection<Field> fields, Row row, Set<String> roles) throws IOException {
        generator.writeStartObject();
        int column = 0;
        for (Field field : fields) {
            value(generator, field, row.getValue(column++), roles);
        }
        generator.writeEndObject();
    }

    /** The company's own fields as JSON, without what these roles may not see. */
    public String masked(Field customFields, String values, Set<String> roles) throws IOException {
        ObjectNode shown = (ObjectNode) json.readTree(values);
        customFields.own().mask(shown, roles);
        return shown.toString();
    }

    /** Runs a writer over a fresh generator. */
    public byte[] write(Writer writer) {
        return write(USUAL_BYTES, writer);
    }

    /** The same where more is expected than one record has. */
    public byte[] write(int expectedBytes, Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
        try (JsonGenerator generator = json.getFactory().createGenerator(bytes)) {
            writer.writeTo(generator);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Something that writes JSON. */
    public interface Writer {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    private void value(JsonGenerator generator, Field field, Object value, Set<String> roles) throws IOException {
        if (value == null || value instanceof String[] texts && texts.length == 0
                || value instanceof Map<?, ?> map && map.isEmpty() || "{}".equals(value) && field.type() == FieldType.CUSTOM) {
            return;
        }
        if (field.isPart()) {
            generator.writeFieldName(field.path());
        } else {
            generator.writeFieldName(field.label());
        }
        if (roles != null && !field.readableWith(roles)) {
            generator.writeString(MASK);
            return;
        }
        if (roles != null && field.type() == FieldType.CUSTOM && field.own().hides(roles)) {
            generator.writeRawValue(masked(field, value instanceof String raw ? raw : json.writeValueAsString(plain(value)), roles));
            return;
        }
        if (field.type() == FieldType.JSON || field.type() == FieldType.OBJECT || field.type() == FieldType.CUSTOM) {
            if (value instanceof String raw) {
                generator.writeRawValue(raw);
            } else {
                json.writeValue(generator, plain(value));
            }
            return;
        }
        if (field.type() == FieldType.LINKS) {
            Links.write(generator, (String[]) value);
            return;
        }
        simple(generator, value);
    }

    /** Instants inside of JSON columns are texts, as they are when they come back from the database. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(key, plain(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordJson::plain).toList();
        }
        return value instanceof Instant || value instanceof java.time.LocalDate || value instanceof java.util.UUID
                ? value.toString()
                : value;
    }

    /** Writes a value of any field type that is not JSON itself. */
    public static void simple(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof OffsetDateTime moment) {
            generator.writeString(Moments.text(moment));
        } else if (value instanceof Instant moment) {
            generator.writeString(Moments.text(moment));
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number.signum() == 0 ? "0" : trimmed(number));
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            generator.writeNumber(trimmed(new BigDecimal(number.toString())));
        } else if (value instanceof String[] texts) {
            generator.writeStartArray();
            for (String text : texts) {
                generator.writeString(text);
            }
            generator.writeEndArray();
        } else {
            generator.writeString(value.toString());
        }
    }

    private static String trimmed(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
