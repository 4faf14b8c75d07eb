package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.containers;
import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.pod;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a pod may do and what it must say of itself; the restricted Pod Security Standard, and more. */
final class PodRules {

    /** Liveness looks at nothing but the process. */
    private static final Map<String, String> PROBES = Map.of("startupProbe", "/q/health/started", "livenessProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");

    private PodRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("three probes", manifests -> manifests.deployments().flatMap(PodRules::probes)),
                ofContainers("a tag that stays", (manifests, image) -> !manifests.isProduction() || image.path("image").asText().matches(".+:[^:/]+")
                        && !image.path("image").asText().endsWith(":latest")),
                ofContainers("requests and limits", (manifests, container) -> Stream.of("requests", "limits").allMatch(kind ->
                        container.path("resources").path(kind).has("cpu") && container.path("resources").path(kind).has("memory"))),
                ofPods("no root", pod -> pod.at("/securityContext/runAsNonRoot").asBoolean() && pod.at("/securityContext/runAsUser").asInt() > 0),
                ofPods("a filter of system calls", pod -> pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")),
                ofPods("nothing of the node", pod -> !pod.has("hostNetwork") && !pod.has("hostPID") && !pod.has("hostIPC")
                        && stream(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"))),
                ofContainers("no more rights", (manifests, container) -> !container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)
                        && !container.at("/securityContext/privileged").asBoolean()
                        && !container.at("/securityContext/runAsUser").asText("1").equals("0")
                        && stream(container.at("/securityContext/capabilities/drop")).anyMatch(dropped -> dropped.asText().equals("ALL"))
                        && container.at("/securityContext/capabilities/add").isMissingNode()),
                new Rule("a root file system that cannot be written", manifests -> manifests.workloads().filter(PodRules::isOurs)
                        .filter(workload -> !containers(workload).allMatch(container -> container.at("/securityContext/readOnlyRootFilesystem").asBoolean()))
                        .map(PodRules::where)),
                ofPods("no token of the cluster", pod -> pod.path("automountServiceAccountToken").isBoolean() && !pod.path("automountServiceAccountToken").asBoolean()),
                new Rule("an own service account without token", PodRules::accounts));
    }

    private static Rule ofContainers(String name, BiPredicate<Manifests, JsonNode> holds) {
        return new Rule(name, manifests -> manifests.workloads().filter(workload -> !containers(workload).allMatch(container -> holds.test(manifests, container)))
                .map(PodRules::where));
    }

    private static Rule ofPods(String name, Predicate<JsonNode> holds) {
        return new Rule(name, manifests -> manifests.workloads().filter(workload -> !holds.test(pod(workload))).map(PodRules::where));
    }

    private static String where(JsonNode workload) {
        return workload.path("kind").asText() + " " + name(workload);
    }

    /** PostgreSQL, RabbitMQ and Keycloak of the local overlay write where their images want to. */
    private static boolean isOurs(JsonNode workload) {
        return !Manifests.component(workload).isEmpty() || workload.path("kind").asText().equals("Job");
    }

    private static Stream<String> probes(JsonNode deployment) {
        JsonNode container = Manifests.container(deployment);
        return PROBES.entrySet().stream().filter(probe -> !container.path(probe.getKey()).at("/httpGet/path").asText().equals(probe.getValue()))
                .map(probe -> where(deployment) + " has no " + probe.getKey() + " at " + probe.getValue());
    }

    private static Stream<String> accounts(Manifests manifests) {
        Stream<String> ofDeployments = manifests.deployments().filter(deployment ->
                !pod(deployment).path("serviceAccountName").asText().equals(name(deployment))).map(PodRules::where);
        Stream<String> unknown = manifests.workloads().filter(workload -> pod(workload).has("serviceAccountName"))
                .filter(workload -> manifests.find("ServiceAccount", pod(workload).path("serviceAccountName").asText()).isEmpty()).map(PodRules::where);
        Stream<String> withToken = manifests.all("ServiceAccount").filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
                .map(PodRules::where);
        return Stream.of(ofDeployments, unknown, withToken).flatMap(faults -> faults);
    }
}
