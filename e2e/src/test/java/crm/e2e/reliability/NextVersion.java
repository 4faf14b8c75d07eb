package crm.e2e.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Makes of an event what the next version may send under the same type, by the rules of contracts/README.md: fields that the schema of now
 * does not name, in every object that it describes, and values that its enums do not have.
 */
record NextVersion(Path schemas) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode of(ObjectNode event) {
        ObjectNode later = event.deepCopy();
        Path schema = schemas.resolve(event.path("type").asText() + ".json");
        grow(read(schema), schema, later);
        return later;
    }

    private void grow(JsonNode schema, Path file, JsonNode node) {
        if (schema.has("$ref")) {
            Path target = file.resolveSibling(schema.path("$ref").asText()).normalize();
            grow(read(target), target, node);
        }
        schema.path("allOf").forEach(part -> grow(part, file, node));
        if (node instanceof ObjectNode object && schema.has("properties")) {
            schema.path("properties").properties().stream().filter(property -> object.has(property.getKey())).forEach(property -> {
                if (property.getValue().has("enum") && object.path(property.getKey()).isTextual()) {
                    object.put(property.getKey(), "LATER");
                } else {
                    grow(property.getValue(), file, object.path(property.getKey()));
                }
            });
            object.put("laterText", "later").putObject("laterObject").put("number", 1.5);
        } else if (node instanceof ArrayNode array && schema.has("items")) {
            for (int i = 0; i < array.size(); i++) {
                if (schema.path("items").has("enum")) {
                    array.set(i, "LATER");
                } else {
                    grow(schema.path("items"), file, array.get(i));
                }
            }
        }
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
