package crm.e2e.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What others say of a resource: the types of two clients for what Kubernetes itself knows, the schemas of the operators for the rest. */
final class Validators {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final Path FOLDER = Yaml.file("k8s/validators");
    private static final Map<String, Optional<JsonSchema>> KNOWN = new ConcurrentHashMap<>();

    private Validators() {
    }

    static boolean isOfOperators(JsonNode resource) {
        return schema(resource).isPresent();
    }

    /** By the resource's own definition. */
    static List<String> operators(ObjectNode resource) {
        return schema(resource).orElseThrow().validate(resource).stream().map(ValidationMessage::getMessage).map(fault -> where(resource) + ": " + fault).toList();
    }

    /** By the types of io.kubernetes:client-java. */
    static List<String> clientJava(ObjectNode resource) {
        String version = resource.path("apiVersion").asText().replaceFirst(".*/", "").toUpperCase(Locale.ROOT);
        try {
            Class.forName("io.kubernetes.client.openapi.models." + version + resource.path("kind").asText()).getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(resource.toString()));
            return List.of();
        } catch (InvocationTargetException refused) {
            return List.of(where(resource) + ": " + refused.getCause().getMessage());
        } catch (ReflectiveOperationException unknown) {
            return List.of(where(resource) + " is no resource of Kubernetes: " + unknown.getMessage());
        }
    }

    /** By npm's kubernetes-models; all at once, since Node starts for it. What is wrong, by the place in the list. */
    static Map<Integer, String> kubernetesModels(List<ObjectNode> resources) throws IOException, InterruptedException {
        if (Files.notExists(FOLDER.resolve("node_modules/kubernetes-models"))) {
            output(List.of("npm", "ci", "--no-audit", "--no-fund"), "");
        }
        JsonNode said = new ObjectMapper().readTree(output(List.of("node", "core.mjs"), resources.toString()));
        Map<Integer, String> faults = new TreeMap<>();
        said.properties().forEach(fault -> faults.put(Integer.valueOf(fault.getKey()), where(resources.get(Integer.parseInt(fault.getKey()))) + ": " + fault.getValue().asText()));
        return faults;
    }

    private static Optional<JsonSchema> schema(JsonNode resource) {
        String[] group = resource.path("apiVersion").asText().split("/");
        Path file = FOLDER.resolve("crds/" + group[0] + "_" + resource.path("kind").asText().toLowerCase(Locale.ROOT) + "_" + group[group.length - 1] + ".json");
        return KNOWN.computeIfAbsent(file.toString(), none -> Files.exists(file) ? Optional.of(SCHEMAS.getSchema(Yaml.text(file))) : Optional.empty());
    }

    private static String where(JsonNode resource) {
        return resource.path("kind").asText() + " " + Manifests.name(resource);
    }

    private static String output(List<String> command, String input) throws IOException, InterruptedException {
        Path given = Files.createTempFile("resources", ".json");
        try {
            Files.writeString(given, input);
            Process process = new ProcessBuilder(new ArrayList<>(command)).directory(FOLDER.toFile()).redirectInput(given.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + text);
            }
            return text;
        } finally {
            Files.delete(given);
        }
    }
}
