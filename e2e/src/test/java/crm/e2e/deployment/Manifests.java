package crm.e2e.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one overlay gives to the cluster. */
record Manifests(Overlay overlay, List<ObjectNode> resources) {

    enum Overlay { LOCAL, PRODUCTION, PRODUCTION_TLS }

    static final List<String> SERVICES = List.of("leads", "opportunities", "campaigns", "cases", "governance");

    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "Job");

    /** The jobs that migrate are applied before the rest, what watches it after that, and both belong to it. */
    static Manifests production() {
        return of(Overlay.PRODUCTION, "production", "production/migrations", "production/monitoring");
    }

    /** The same with TLS between everything inside. */
    static Manifests encrypted() {
        return of(Overlay.PRODUCTION_TLS, "production-tls", "production-tls/migrations", "production-tls/monitoring");
    }

    private static Manifests of(Overlay overlay, String... folders) {
        List<ObjectNode> all = new ArrayList<>();
        for (String folder : folders) {
            all.addAll(Kustomization.render(Yaml.file("k8s/overlays/" + folder)));
        }
        return new Manifests(overlay, all);
    }

    static Manifests local() {
        return of(Overlay.LOCAL, "local");
    }

    boolean isProduction() {
        return overlay != Overlay.LOCAL;
    }

    boolean isEncrypted() {
        return overlay == Overlay.PRODUCTION_TLS;
    }

    Stream<ObjectNode> all(String kind) {
        return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind));
    }

    Optional<ObjectNode> find(String kind, String name) {
        return all(kind).filter(resource -> name(resource).equals(name)).findFirst();
    }

    ObjectNode one(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new IllegalArgumentException("There is no " + kind + " " + name));
    }

    /** Deployments, stateful sets and jobs: what this repository describes pods of. */
    Stream<ObjectNode> workloads() {
        return resources.stream().filter(resource -> WITH_PODS.contains(resource.path("kind").asText()));
    }

    /** The services and the gateway. */
    Stream<ObjectNode> deployments() {
        return all("Deployment").filter(deployment -> !component(deployment).isEmpty());
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    static String component(JsonNode resource) {
        return resource.at("/metadata/labels").path("app.kubernetes.io/component").asText();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static Stream<JsonNode> containers(JsonNode workload) {
        return Stream.concat(stream(pod(workload).path("initContainers")), stream(pod(workload).path("containers")));
    }

    static ObjectNode container(JsonNode workload) {
        return (ObjectNode) pod(workload).path("containers").get(0);
    }

    static JsonNode labels(JsonNode workload) {
        return workload.at("/spec/template/metadata/labels");
    }

    static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all.stream();
    }

    static Stream<String> names(JsonNode object) {
        List<String> all = new ArrayList<>();
        object.fieldNames().forEachRemaining(all::add);
        return all.stream();
    }

    /** Whether a label selector takes these labels. */
    static boolean selects(JsonNode selector, JsonNode labels) {
        boolean equal = names(selector.path("matchLabels")).allMatch(key -> labels.path(key).equals(selector.path("matchLabels").path(key)));
        return equal && stream(selector.path("matchExpressions")).allMatch(expression -> {
            if (!expression.path("operator").asText().equals("In")) {
                throw new IllegalArgumentException("Not understood here: " + expression);
            }
            return stream(expression.path("values")).anyMatch(value -> value.equals(labels.path(expression.path("key").asText())));
        });
    }
}
