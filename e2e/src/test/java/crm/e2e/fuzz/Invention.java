package crm.e2e.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Makes up values: such as a schema describes, and such as nobody should send. */
final class Invention {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 5;
    private static final List<String> ODD = List.of("", " ", "\u0000", "null", "<script>alert(1)</script>", "'; drop table lead; --", "\uD83D\uDE00\u202Eabc",
            "\uD800", "x".repeat(10_000), "../../etc/passwd", "%00", "*", "=cmd|' /C calc'!A0", "-1", "9223372036854775808", "2026-02-30", "2026-13-45T99:99:99Z",
            "+275760-09-13T00:00:00Z", "-999999999-01-01", "00000000-0000-0000-0000-000000000000", "\r\nX-Injected: 1", "{\"a\":1}", "name==", "name==a;", "((((((name==a", "id=in=()",
            "customFields.x==1", "name=q=1", "-nothing", "createdAt,createdAt", "Infinity", "1e400", "true");

    private final Random random;
    private final Map<String, List<String>> known;

    /** @param known ids of records that are there, by collection */
    Invention(Random random, Map<String, List<String>> known) {
        this.random = random;
        this.known = known;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** An id of this collection where there is one, else of any, else of nothing. */
    String id(String collection) {
        List<String> own = known.getOrDefault(collection, List.of());
        List<String> ids = own.isEmpty() || chance(0.1) ? known.values().stream().flatMap(List::stream).toList() : own;
        if (ids.isEmpty() || chance(0.15)) {
            return new UUID(random.nextLong() & ~0xF000L | 0x7000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L).toString();
        }
        return ids.get(random.nextInt(ids.size()));
    }

    String oddText() {
        return ODD.get(random.nextInt(ODD.size()));
    }

    /** @param oddity how often a value is none that the schema allows, 0 to 1 */
    JsonNode value(Operation operation, JsonNode schema, double oddity) {
        return value(operation, operation.resolved(schema), oddity, 0);
    }

    private JsonNode value(Operation operation, JsonNode schema, double oddity, int depth) {
        if (chance(oddity)) {
            return oddValue();
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return value(operation, operation.resolved(schema.path(choice).get(random.nextInt(schema.path(choice).size()))), oddity, depth + 1);
            }
        }
        JsonNode type = schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
        return switch (type.asText()) {
            case "object" -> object(operation, schema, oddity, depth);
            case "array" -> array(operation, schema, oddity, depth);
            case "integer" -> NODES.numberNode(random.nextInt(200) - 20);
            case "number" -> NODES.numberNode(java.math.BigDecimal.valueOf(random.nextInt(2_000_000) - 100_000, random.nextInt(3)));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> NODES.textNode(text(operation, schema));
            default -> NODES.textNode("anything");
        };
    }

    private ObjectNode object(Operation operation, JsonNode schema, double oddity, int depth) {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) ? !chance(oddity) : depth < DEEPEST && chance(0.4)) {
                JsonNode of = operation.resolved(property.getValue());
                object.set(property.getKey(), property.getKey().endsWith("Id") && !chance(oddity) ? NODES.textNode(id(plural(property.getKey())))
                        : value(operation, of, oddity, depth + 1));
            }
        });
        if (chance(oddity)) {
            object.set(oddText(), oddValue());
        }
        return object;
    }

    private ArrayNode array(Operation operation, JsonNode schema, double oddity, int depth) {
        ArrayNode array = JSON.createArrayNode();
        int size = depth >= DEEPEST ? 0 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.add(value(operation, operation.resolved(schema.path("items")), oddity, depth + 1));
        }
        return array;
    }

    private String text(Operation operation, JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> id(operation.collection());
            case "date" -> "20" + (20 + random.nextInt(10)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case "date-time" -> "20" + (20 + random.nextInt(10)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) + "T10:00:00Z";
            case "email" -> "p" + random.nextInt(1_000_000) + "@example.org";
            default -> {
                int most = schema.path("maxLength").asInt(40);
                yield most == 3 ? "USD" : ("Word " + Integer.toString(random.nextInt(1_000_000), 36) + " of it").substring(0, Math.min(most, 8 + random.nextInt(4)));
            }
        };
    }

    private JsonNode oddValue() {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(Long.MAX_VALUE);
            case 2 -> NODES.numberNode(new java.math.BigDecimal("-1e30"));
            case 3 -> JSON.createArrayNode().add(JSON.createArrayNode().add(oddText()));
            case 4 -> JSON.createObjectNode().put("$ref", "#");
            case 5 -> NODES.booleanNode(true);
            default -> NODES.textNode(oddText());
        };
    }

    private static String plural(String reference) {
        String name = reference.substring(0, reference.length() - 2).toLowerCase(java.util.Locale.ROOT);
        return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
    }
}
