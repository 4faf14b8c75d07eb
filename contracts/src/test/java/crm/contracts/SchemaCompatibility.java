package crm.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a schema keeps what a released one promised, in both directions: who reads with the released schema
 * understands what is published now, and who reads with the present schema understands what was published then (dead
 * letters, archives).
 *
 * <p>Allowed: new optional fields, new enum values, wider bounds. Not allowed: removing or renaming a field, changing a
 * type, a constant or a format, taking enum values away, narrowing bounds, requiring more, promising less, and closing
 * an open object.
 */
final class SchemaCompatibility {

    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility() {
    }

    /** Sentences that say what the present schema breaks; empty when nothing. Both schemas are {@link SchemaTree}s. */
    static List<String> breaks(JsonNode released, JsonNode present) {
        var check = new SchemaCompatibility();
        check.compare("", released, present);
        return List.copyOf(check.breaks);
    }

    private void compare(String pointer, JsonNode released, JsonNode present) {
        String field = pointer.isEmpty() ? "/" : pointer;
        Set<String> before = texts(released.path("type"));
        Set<String> now = texts(present.path("type"));
        if (!before.equals(now)) {
            breaks.add(field + " changes its type from " + before + " to " + now);
            return;
        }
        if (!released.path("const").equals(present.path("const"))) {
            breaks.add(field + " changes its constant");
        }
        compareEnums(field, released, present);
        for (String keyword : List.of("format", "pattern")) {
            if (present.has(keyword) && !present.get(keyword).equals(released.path(keyword))) {
                breaks.add(field + " changes its " + keyword);
            }
        }
        compareBounds(field, released, present);
        compareRequired(field, released, present);
        for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
            if (present.has(keyword) && !present.get(keyword).equals(released.path(keyword))) {
                breaks.add(field + " no longer takes unknown fields");
            }
        }
        released.path("properties").properties().forEach(property -> {
            String name = pointer + "/" + property.getKey();
            JsonNode kept = present.path("properties").path(property.getKey());
            if (kept.isMissingNode()) {
                breaks.add(name + " is gone");
            } else {
                compare(name, property.getValue(), kept);
            }
        });
        if (released.has("items") || present.has("items")) {
            compare(pointer + "/*", released.path("items"), present.path("items"));
        }
    }

    private void compareEnums(String field, JsonNode released, JsonNode present) {
        if (!present.has("enum")) {
            return;
        }
        if (!released.has("enum")) {
            breaks.add(field + " is limited to an enum");
            return;
        }
        Set<String> gone = texts(released.get("enum"));
        gone.removeAll(texts(present.get("enum")));
        if (!gone.isEmpty()) {
            breaks.add(field + " loses the enum values " + gone);
        }
    }

    private void compareBounds(String field, JsonNode released, JsonNode present) {
        for (String keyword : LOWER_BOUNDS) {
            if (present.has(keyword)
                && (!released.has(keyword) || bound(present, keyword).compareTo(bound(released, keyword)) > 0)) {
                breaks.add(field + " raises its " + keyword);
            }
        }
        for (String keyword : UPPER_BOUNDS) {
            if (present.has(keyword)
                && (!released.has(keyword) || bound(present, keyword).compareTo(bound(released, keyword)) < 0)) {
                breaks.add(field + " lowers its " + keyword);
            }
        }
    }

    private void compareRequired(String field, JsonNode released, JsonNode present) {
        Set<String> added = texts(present.path("required"));
        added.removeAll(texts(released.path("required")));
        if (!added.isEmpty()) {
            breaks.add(field + " newly requires " + added);
        }
        Set<String> dropped = texts(released.path("required"));
        dropped.removeAll(texts(present.path("required")));
        if (!dropped.isEmpty()) {
            breaks.add(field + " no longer promises " + dropped);
        }
    }

    private static BigDecimal bound(JsonNode schema, String keyword) {
        return schema.get(keyword).decimalValue();
    }

    private static Set<String> texts(JsonNode value) {
        var texts = new TreeSet<String>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asText()));
        } else if (!value.isMissingNode()) {
            texts.add(value.asText());
        }
        return texts;
    }
}
