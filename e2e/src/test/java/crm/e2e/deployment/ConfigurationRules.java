package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.container;
import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.names;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That each name in the environment means something to who gets it, and that nothing secret lies open. */
final class ConfigurationRules {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL).*", Pattern.CASE_INSENSITIVE);

    private ConfigurationRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("settings that are known", manifests -> apps(manifests).flatMap(workload -> {
                    Set<String> unknown = environment(manifests, workload);
                    unknown.removeAll(ConfigurationKeys.of(app(workload)).known());
                    return unknown.stream().map(setting -> name(workload) + " does not know " + setting);
                })),
                new Rule("settings that are needed", manifests -> apps(manifests).flatMap(workload -> {
                    Set<String> missing = new TreeSet<>(ConfigurationKeys.of(app(workload)).required());
                    missing.removeAll(environment(manifests, workload));
                    return missing.stream().map(setting -> name(workload) + " is not told " + setting);
                })),
                new Rule("no secret in the open", ConfigurationRules::open),
                new Rule("everything in one closed namespace", manifests -> Stream.concat(
                        manifests.resources().stream().filter(resource -> !resource.path("kind").asText().equals("Namespace"))
                                .filter(resource -> !resource.at("/metadata/namespace").asText().equals("crm")).map(Manifests::name),
                        manifests.all("Namespace").filter(space -> !space.at("/metadata/labels").path("pod-security.kubernetes.io/enforce").asText()
                                .equals("restricted")).map(Manifests::name))));
    }

    /** Pods that run the image of a service or of the gateway. */
    private static Stream<ObjectNode> apps(Manifests manifests) {
        return manifests.workloads().filter(workload -> Set.of("service", "gateway", "migration").contains(Manifests.component(workload)));
    }

    private static String app(JsonNode workload) {
        return name(workload).replace("migrate-", "");
    }

    private static Set<String> environment(Manifests manifests, JsonNode workload) {
        Set<String> names = new TreeSet<>();
        stream(container(workload).path("env")).forEach(entry -> names.add(entry.path("name").asText()));
        for (JsonNode source : container(workload).path("envFrom")) {
            manifests.find("ConfigMap", source.at("/configMapRef/name").asText()).ifPresent(map -> names(map.path("data")).forEach(names::add));
            manifests.find("ExternalSecret", source.at("/secretRef/name").asText()).ifPresent(secret -> secretKeys(secret).forEach(names::add));
        }
        return names;
    }

    /** What is in the secret that comes of it. */
    static Stream<String> secretKeys(JsonNode external) {
        JsonNode template = external.at("/spec/target/template/data");
        return template.isMissingNode() ? stream(external.at("/spec/data")).map(entry -> entry.path("secretKey").asText()) : names(template);
    }

    private static Stream<String> open(Manifests manifests) {
        Stream<String> inMaps = manifests.all("ConfigMap").flatMap(map -> names(map.path("data")).filter(key -> SECRET.matcher(key).matches())
                .map(key -> "config map " + name(map) + " holds " + key));
        Stream<String> inPods = manifests.workloads().flatMap(workload -> Manifests.containers(workload).flatMap(container -> stream(container.path("env"))
                .filter(entry -> entry.has("value") && SECRET.matcher(entry.path("name").asText()).matches() && !entry.path("name").asText().endsWith("_FILE"))
                .map(entry -> name(workload) + " is told " + entry.path("name").asText() + " in the open")));
        Stream<String> inFiles = manifests.all("Secret").map(secret -> "the secret " + name(secret) + " lies in a file");
        return Stream.of(inMaps, inPods, inFiles).flatMap(faults -> faults);
    }
}
