package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.chassis.history.FieldChange;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.Links;
import crm.chassis.record.RecordType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The values of a record before a change, to tell afterwards what changed. */
public final class Snapshot<T extends CrmRecord> {

    /** Written with every change and no news to anybody. */
    private static final Set<String> SELF_EVIDENT = Set.of("version", "updatedAt", "updatedBy");

    private final RecordType<T> type;
    private final Map<Field, Object> values = new LinkedHashMap<>();

    private Snapshot(RecordType<T> type) {
        this.type = type;
    }

    public static <T extends CrmRecord> Snapshot<T> of(RecordType<T> type, T record) {
        Snapshot<T> snapshot = new Snapshot<>(type);
        for (Field field : type.stored()) {
            snapshot.values.put(field, type.get(record, field));
        }
        return snapshot;
    }

    public Map<String, FieldChange> changes(T record) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        values.forEach((field, before) -> {
            Object after = type.get(record, field);
            if (!SELF_EVIDENT.contains(field.name()) && !same(before, after)) {
                changes.put(field.name(), new FieldChange(field.name(), json(field, before), json(field, after)));
            }
        });
        return changes;
    }

    /** The company's own fields as they were. */
    @SuppressWarnings("unchecked")
    Map<String, Object> customFields() {
        return (Map<String, Object>) values.get(type.field("customFields"));
    }

    /** Brings all values back. */
    public void restore(T record) {
        values.forEach((field, before) -> type.set(record, field, before));
    }

    /** Numbers are compared by value, also within objects and lists: what comes back from a JSON column has other classes. */
    private static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return decimal(x).compareTo(decimal(y)) == 0;
        }
        if (a instanceof String[] x && b instanceof String[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(name -> same(x.get(name), y.get(name)));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return x.size() == y.size() && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
        }
        return Objects.equals(a, b);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static JsonNode json(Field field, Object value) {
        return field.type() == FieldType.LINKS && value != null ? Links.json((String[]) value) : json(value);
    }

    private static JsonNode json(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            BigDecimal number = decimal((Number) value);
            return DecimalNode.valueOf(number.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(number.stripTrailingZeros().toPlainString()));
        }
        if (value instanceof Number number) {
            return nodes.numberNode(number.longValue());
        }
        if (value instanceof Boolean bool) {
            return nodes.booleanNode(bool);
        }
        if (value instanceof String[] texts) {
            var array = nodes.arrayNode();
            Arrays.stream(texts).forEach(array::add);
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            var object = nodes.objectNode();
            map.forEach((name, member) -> object.set(name.toString(), json(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            var array = nodes.arrayNode();
            list.forEach(element -> array.add(json(element)));
            return array;
        }
        return nodes.textNode(value.toString());
    }
}
