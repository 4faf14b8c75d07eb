package crm.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema with its {@code $ref} and {@code allOf} written out, so that two of them can be compared and a document can
 * be held against the fields that they name. It refuses keywords that it does not understand, rather than pass over
 * them.
 */
final class SchemaTree {

    private static final Set<String> NOTES = Set.of("$schema", "$id", "$comment", "title", "description",
        "examples", "deprecated");
    private static final Set<String> UNDERSTOOD = Set.of("type", "const", "enum", "format", "pattern", "required",
        "properties", "items", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
        "minItems", "maxItems",
        "additionalProperties", "unevaluatedProperties");

    private SchemaTree() {
    }

    static ObjectNode of(Path schemaFile) {
        return writtenOut(Published.read(schemaFile), schemaFile);
    }

    private static ObjectNode writtenOut(JsonNode schema, Path file) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (schema.has("$ref")) {
            Path target = file.resolveSibling(schema.get("$ref").textValue()).normalize();
            merge(tree, of(target));
        }
        schema.path("allOf").forEach(part -> merge(tree, writtenOut(part, file)));
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            if (name.equals("properties")) {
                ObjectNode properties = own.putObject(name);
                keyword.getValue().properties()
                    .forEach(p -> properties.set(p.getKey(), writtenOut(p.getValue(), file)));
            } else if (name.equals("items")) {
                own.set(name, writtenOut(keyword.getValue(), file));
            } else if (UNDERSTOOD.contains(name)) {
                own.set(name, keyword.getValue());
            } else if (!NOTES.contains(name) && !name.equals("$ref") && !name.equals("allOf")) {
                throw new IllegalArgumentException(file + " uses the keyword " + name
                    + ", which the compatibility rules do not cover");
            }
        });
        merge(tree, own);
        return tree;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(keyword -> {
            JsonNode before = into.get(keyword.getKey());
            switch (keyword.getKey()) {
                case "properties" -> {
                    ObjectNode properties = before == null ? into.putObject("properties") : (ObjectNode) before;
                    keyword.getValue().properties().forEach(property -> {
                        if (properties.get(property.getKey()) instanceof ObjectNode known) {
                            merge(known, (ObjectNode) property.getValue());
                        } else {
                            properties.set(property.getKey(), property.getValue().deepCopy());
                        }
                    });
                }
                case "required" -> {
                    var names = new TreeSet<String>();
                    if (before != null) {
                        before.forEach(name -> names.add(name.textValue()));
                    }
                    keyword.getValue().forEach(name -> names.add(name.textValue()));
                    ArrayNode required = into.putArray("required");
                    names.forEach(required::add);
                }
                default -> into.set(keyword.getKey(), keyword.getValue().deepCopy());
            }
        });
    }

    /** JSON pointers of a document's fields that its schema does not name; objects that it leaves open may hold any. */
    static Set<String> unnamedFields(JsonNode schema, JsonNode document) {
        var unnamed = new TreeSet<String>();
        collectUnnamed(schema, document, "", unnamed);
        return unnamed;
    }

    private static void collectUnnamed(JsonNode schema, JsonNode document, String pointer, Set<String> unnamed) {
        if (document.isObject() && schema.has("properties")) {
            document.properties().forEach(field -> {
                String here = pointer + "/" + field.getKey();
                JsonNode fieldSchema = schema.get("properties").get(field.getKey());
                if (fieldSchema == null) {
                    unnamed.add(here);
                } else {
                    collectUnnamed(fieldSchema, field.getValue(), here, unnamed);
                }
            });
        } else if (document.isArray() && schema.has("items")) {
            for (int i = 0; i < document.size(); i++) {
                collectUnnamed(schema.get("items"), document.get(i), pointer + "/" + i, unnamed);
            }
        }
    }
}
