package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.containers;
import static crm.e2e.deployment.Manifests.selects;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That whoever watches the platform sees all of it, under the names that rules and dashboards use. */
final class MonitoringRules {

    /** Named by the operator of the broker. */
    private static final Set<String> PORTS_OF_OPERATORS = Set.of("prometheus", "prometheus-tls");

    /** Whose figures the alerts read. */
    private static final Set<String> STORES = Set.of("postgresql", "rabbitmq");
    /** Not beside docker-compose.yml, whose PostgreSQL publishes none. */
    private static final String OF_THE_CLUSTER = "postgresql";

    private MonitoringRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("watched", MonitoringRules::watched),
                new Rule("ports that answer the watcher", MonitoringRules::ports),
                new Rule("jobs that the rules know", MonitoringRules::jobs));
    }

    private static Stream<String> watched(Manifests manifests) {
        if (!manifests.isProduction()) {
            return Stream.empty();
        }
        Stream<String> ours = manifests.deployments().filter(deployment -> monitors(manifests, Manifests.labels(deployment)) != 1).map(Manifests::name);
        Stream<String> stores = Peer.ofOurs(manifests).stream().filter(peer -> STORES.contains(peer.name()) && monitors(manifests, peer.labels()) != 1).map(Peer::name);
        return Stream.concat(ours, stores);
    }

    private static long monitors(Manifests manifests, JsonNode labels) {
        return manifests.all("PodMonitor").filter(monitor -> selects(monitor.at("/spec/selector"), labels)).count();
    }

    private static Stream<String> ports(Manifests manifests) {
        return manifests.all("PodMonitor").flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints")).map(endpoint -> endpoint.path("port").asText())
                .filter(port -> !PORTS_OF_OPERATORS.contains(port))
                .filter(port -> manifests.deployments().filter(deployment -> selects(monitor.at("/spec/selector"), Manifests.labels(deployment)))
                        .anyMatch(deployment -> containers(deployment).flatMap(container -> stream(container.path("ports")))
                                .noneMatch(open -> open.path("name").asText().equals(port))))
                .map(port -> Manifests.name(monitor) + " asks at " + port));
    }

    /** The same as those of the Prometheus beside docker-compose.yml, which the rules were tried with; each says which service it is of. */
    private static Stream<String> jobs(Manifests manifests) {
        if (!manifests.isProduction()) {
            return Stream.empty();
        }
        Set<String> meant = stream(Yaml.one(Yaml.file("observability/prometheus/prometheus.yml")).path("scrape_configs"))
                .map(job -> job.path("job_name").asText()).collect(Collectors.toCollection(TreeSet::new));
        meant.add(OF_THE_CLUSTER);
        Set<String> there = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        manifests.all("PodMonitor").flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))).forEach(endpoint -> {
            String job = label(endpoint, "job").map(step -> step.path("replacement").asText()).findFirst().orElse("none");
            there.add(job);
            if (job.startsWith("crm-") && label(endpoint, "service").findAny().isEmpty()) {
                faults.add(job + " has no label \"service\"");
            }
        });
        if (!there.equals(meant)) {
            faults.add(there + " instead of " + meant);
        }
        return faults.stream();
    }

    private static Stream<JsonNode> label(JsonNode endpoint, String name) {
        return stream(endpoint.path("relabelings")).filter(step -> step.path("targetLabel").asText().equals(name));
    }
}
