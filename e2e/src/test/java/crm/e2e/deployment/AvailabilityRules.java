package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.pod;
import static crm.e2e.deployment.Manifests.selects;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** That work goes on while pods, nodes and zones come and go. */
final class AvailabilityRules {

    private static final String ZONE = "topology.kubernetes.io/zone";

    private AvailabilityRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("two or more", manifests -> production(manifests).filter(deployment -> least(manifests, deployment) < 2).map(Manifests::name)),
                new Rule("over zones", manifests -> production(manifests).filter(deployment -> stream(pod(deployment).path("topologySpreadConstraints"))
                        .noneMatch(spread -> spread.path("topologyKey").asText().equals(ZONE) && selects(spread.path("labelSelector"), Manifests.labels(deployment))))
                        .map(Manifests::name)),
                new Rule("a disruption budget that lets one go", manifests -> production(manifests)
                        .filter(deployment -> manifests.all("PodDisruptionBudget").noneMatch(budget -> budget.at("/spec/maxUnavailable").asInt() == 1
                                && selects(budget.at("/spec/selector"), Manifests.labels(deployment)))).map(Manifests::name)),
                new Rule("scaled by CPU", manifests -> production(manifests).filter(deployment -> scaler(manifests, deployment)
                        .noneMatch(scaler -> stream(scaler.at("/spec/triggers")).anyMatch(trigger -> trigger.path("type").asText().equals("cpu"))
                                || stream(scaler.at("/spec/metrics")).anyMatch(metric -> metric.at("/resource/name").asText().equals("cpu")))).map(Manifests::name)),
                new Rule("scaled by its queues", AvailabilityRules::queues),
                new Rule("the old goes when the new is there", manifests -> manifests.deployments().filter(deployment ->
                        !deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asText().equals("0")
                                || deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt() < 1).map(Manifests::name)),
                new Rule("time to finish", manifests -> manifests.deployments().filter(Predicate.not(AvailabilityRules::drains)).map(Manifests::name)));
    }

    private static Stream<ObjectNode> production(Manifests manifests) {
        return manifests.isProduction() ? manifests.deployments() : Stream.empty();
    }

    private static Stream<ObjectNode> scaler(Manifests manifests, JsonNode deployment) {
        return Stream.concat(manifests.all("HorizontalPodAutoscaler"), manifests.all("ScaledObject"))
                .filter(scaler -> scaler.at("/spec/scaleTargetRef/name").asText().equals(name(deployment)));
    }

    /** The fewest that there may be. A number of replicas beside a scaler would be fought over. */
    private static int least(Manifests manifests, JsonNode deployment) {
        return deployment.at("/spec/replicas").isMissingNode() ? scaler(manifests, deployment)
                .mapToInt(scaler -> scaler.at("/spec/minReplicas").asInt() + scaler.at("/spec/minReplicaCount").asInt()).findFirst().orElse(1) : 0;
    }

    /** The pattern of a service takes each queue that it reads and none of those where things wait or lie dead. */
    private static Stream<String> queues(Manifests manifests) {
        if (!manifests.isProduction()) {
            return Stream.empty();
        }
        List<String> queues = stream(Yaml.node(Yaml.text(Yaml.file("contracts/src/main/resources/rabbitmq/definitions.json"))).path("queues"))
                .map(queue -> queue.path("name").asText()).toList();
        return Manifests.SERVICES.stream().filter(service -> {
            String pattern = manifests.find("ScaledObject", service).stream().flatMap(scaler -> stream(scaler.at("/spec/triggers")))
                    .map(trigger -> trigger.at("/metadata/queueName").textValue()).filter(Objects::nonNull).findFirst().orElse("");
            return queues.stream().anyMatch(queue -> queue.matches(pattern) != queue.matches(service + "\\.[^.]+"));
        });
    }

    /** What waits before the end, and what a service then takes for requests that still run, fits into the grace. */
    private static boolean drains(JsonNode deployment) {
        JsonNode pause = Manifests.container(deployment).at("/lifecycle/preStop/exec/command");
        int before = pause.path(0).asText().equals("sleep") ? pause.path(1).asInt() : 0;
        return before >= 5 && pod(deployment).path("terminationGracePeriodSeconds").asInt() >= before + ConfigurationKeys.shutdownSeconds() + 5;
    }
}
