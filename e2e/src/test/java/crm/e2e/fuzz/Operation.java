package crm.e2e.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import crm.e2e.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that a service offers, as its committed OpenAPI document says. */
record Operation(String service, String method, String path, JsonNode description, JsonNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    static List<Operation> of(String service) {
        JsonNode document = document(service);
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                operations.add(new Operation(service, method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), document));
            }
        }));
        return operations;
    }

    private static JsonNode document(String service) {
        try {
            return JSON.readTree(Platform.root().resolve("contracts/openapi/" + service + ".json").toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    String name() {
        return method + " " + path;
    }

    /** The first segment after the version: the collection that the operation belongs to. */
    String collection() {
        return path.replaceFirst("^/api/v1/", "").replaceFirst("/.*", "");
    }

    List<JsonNode> parameters() {
        List<JsonNode> parameters = new ArrayList<>();
        document.path("paths").path(path).path("parameters").forEach(parameters::add);
        description.path("parameters").forEach(parameters::add);
        return parameters;
    }

    /** The media types that it takes; none where it takes no body. */
    List<String> mediaTypes() {
        return description.at("/requestBody/content").properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    JsonNode bodySchema(String mediaType) {
        return description.path("requestBody").path("content").path(mediaType).path("schema");
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    /** Whether a status is written down by number; refusals may come under "default". */
    boolean foresees(int status) {
        return description.path("responses").has(Integer.toString(status)) || status >= 400 && description.path("responses").has("default");
    }

    /** What is wrong with an answer by the schema of its status; nothing where no JSON is described. */
    Set<String> faults(int status, JsonNode answer) {
        JsonNode responses = description.path("responses");
        JsonNode content = responses.has(Integer.toString(status)) ? responses.path(Integer.toString(status)) : responses.path("default");
        return json(content.path("content")).map(schema -> schema.validate(answer).stream()
                // the validator takes no address in a domain that RFC 2606 keeps for examples
                .filter(fault -> !fault.getMessage().contains("RFC 5321"))
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage()).collect(Collectors.toSet())).orElse(Set.of());
    }

    private Optional<JsonSchema> json(JsonNode content) {
        for (String type : List.of("application/json", "application/problem+json")) {
            JsonNode schema = content.path(type).path("schema");
            if (!schema.isMissingNode()) {
                com.fasterxml.jackson.databind.node.ObjectNode whole = JSON.createObjectNode();
                whole.set("components", document.path("components"));
                whole.putArray("allOf").add(schema);
                return Optional.of(SCHEMAS.getSchema(whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build()));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return service + ": " + name();
    }
}
