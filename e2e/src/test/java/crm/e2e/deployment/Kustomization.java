package crm.e2e.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders as much of Kustomize as k8s/ uses, so that the manifests are checked wherever the tests run; whatever else a
 * kustomization may say is refused. Names of generated config maps keep no hash. {@link ManifestsTest} holds it against
 * kubectl where there is one.
 */
final class Kustomization {

    private static final Set<String> KNOWN = Set.of("apiVersion", "kind", "namespace", "labels", "resources", "images", "configMapGenerator", "patches");
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

    private final Path folder;
    private final ObjectNode description;
    private final List<ObjectNode> resources = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
        this.description = Yaml.one(folder.resolve("kustomization.yaml"));
        description.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(folder + " uses \"" + field + "\", which is not rendered here");
            }
        });
    }

    static List<ObjectNode> render(Path folder) {
        Kustomization kustomization = new Kustomization(folder);
        kustomization.read();
        kustomization.configMaps();
        kustomization.patch();
        kustomization.images();
        kustomization.labels();
        kustomization.namespace();
        return kustomization.resources;
    }

    private void read() {
        for (JsonNode resource : description.path("resources")) {
            Path path = folder.resolve(resource.asText()).normalize();
            resources.addAll(Files.isDirectory(path) ? render(path) : Yaml.documents(Yaml.text(path)));
        }
    }

    private void configMaps() {
        for (JsonNode generator : description.path("configMapGenerator")) {
            String name = generator.path("name").asText();
            boolean merge = generator.path("behavior").asText().equals("merge");
            ObjectNode map = merge ? of("ConfigMap", name) : JsonNodeFactory.instance.objectNode();
            if (!merge) {
                map.put("apiVersion", "v1").put("kind", "ConfigMap");
                map.putObject("metadata").put("name", name);
                map.putObject("data");
                resources.add(map);
            }
            for (JsonNode literal : generator.path("literals")) {
                String[] pair = literal.asText().split("=", 2);
                ((ObjectNode) map.get("data")).put(pair[0], pair[1]);
            }
        }
    }

    private ObjectNode of(String kind, String name) {
        return resources.stream().filter(known -> known.path("kind").asText().equals(kind) && known.at("/metadata/name").asText().equals(name))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(folder + ": there is no " + kind + " " + name));
    }

    private void patch() {
        for (JsonNode entry : description.path("patches")) {
            JsonNode target = entry.path("target");
            JsonNode patch = Yaml.node(entry.path("patch").asText());
            List<ObjectNode> meant = resources.stream().filter(known -> known.path("kind").asText().equals(target.path("kind").asText())
                    && (!target.has("name") || known.at("/metadata/name").asText().matches(target.path("name").asText()))).toList();
            if (meant.isEmpty()) {
                throw new IllegalArgumentException(folder + ": nothing is meant by " + target);
            }
            for (ObjectNode resource : meant) {
                if (patch.isArray()) {
                    patch.forEach(step -> change(resource, step));
                } else {
                    merge((ObjectNode) resource.get("spec"), (ObjectNode) patch.get("spec"));
                }
            }
        }
    }

    private static void change(ObjectNode resource, JsonNode step) {
        String path = step.path("path").asText();
        String last = path.substring(path.lastIndexOf('/') + 1);
        JsonNode parent = resource.at(path.substring(0, path.lastIndexOf('/')));
        boolean replaced = step.path("op").asText().equals("replace");
        if (parent.isMissingNode() || !replaced && !step.path("op").asText().equals("add") || replaced && resource.at(path).isMissingNode()) {
            throw new IllegalArgumentException("Not rendered here: " + step);
        }
        if (parent instanceof ArrayNode list && !replaced && last.equals("-")) {
            list.add(step.get("value").deepCopy());
        } else if (parent instanceof ArrayNode list && replaced) {
            list.set(Integer.parseInt(last), step.get("value").deepCopy());
        } else if (parent instanceof ObjectNode object) {
            object.set(last, step.get("value").deepCopy());
        } else {
            throw new IllegalArgumentException("Not rendered here: " + step);
        }
    }

    /** Objects grow together, null takes away; lists are taken as they are, which is right for those that the patches name. */
    private static void merge(ObjectNode into, ObjectNode patch) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = patch.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode known) {
                merge(known, inner);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    private void images() {
        for (JsonNode image : description.path("images")) {
            for (ObjectNode resource : resources) {
                for (JsonNode container : resource.at("/spec/template/spec/containers")) {
                    if (container.path("image").asText().equals(image.path("name").asText())) {
                        ((ObjectNode) container).put("image", image.path("newName").asText() + ":" + image.path("newTag").asText());
                    }
                }
            }
        }
    }

    private void labels() {
        for (JsonNode labels : description.path("labels")) {
            for (ObjectNode resource : resources) {
                set(resource.withObject("/metadata"), labels.path("pairs"));
                if (labels.path("includeTemplates").asBoolean() && resource.at("/spec/template/metadata") instanceof ObjectNode template) {
                    set(template, labels.path("pairs"));
                }
            }
        }
    }

    private static void set(ObjectNode metadata, JsonNode pairs) {
        pairs.fields().forEachRemaining(pair -> metadata.withObject("/labels").set(pair.getKey(), pair.getValue()));
    }

    private void namespace() {
        if (description.has("namespace")) {
            resources.stream().filter(resource -> !WITHOUT_NAMESPACE.contains(resource.path("kind").asText()))
                    .forEach(resource -> resource.withObject("/metadata").set("namespace", description.get("namespace")));
        }
    }
}
