package crm.e2e.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import crm.e2e.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the work tree, YAML with anchors and merge keys among them. */
final class Yaml {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper WRITER = new ObjectMapper(new YAMLFactory());

    private Yaml() {
    }

    /** @param path below the root of the work tree */
    static Path file(String path) {
        return Platform.root().resolve(path);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of a text; empty ones are left out. */
    static List<ObjectNode> documents(String text) {
        List<ObjectNode> all = new ArrayList<>();
        for (Object document : new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            if (document != null) {
                all.add(JSON.convertValue(document, ObjectNode.class));
            }
        }
        return all;
    }

    static JsonNode node(String text) {
        return JSON.convertValue(new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text), JsonNode.class);
    }

    static ObjectNode one(Path file) {
        return documents(text(file)).get(0);
    }

    static String write(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
