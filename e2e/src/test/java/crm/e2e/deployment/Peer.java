package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.containers;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One end of a connection: a pod of ours, of another namespace, or anything elsewhere.
 *
 * @param namespace of the pod; empty for what is outside of the cluster
 * @param ports open ports by name
 */
record Peer(String name, String namespace, JsonNode labels, Map<String, Integer> ports) {

    private static final String OURS = "crm";

    boolean isOurs() {
        return namespace.equals(OURS);
    }

    /** The pods of this overlay, those that operators make among them, with the labels that the operators give. */
    static List<Peer> ofOurs(Manifests manifests) {
        List<Peer> peers = new ArrayList<>();
        manifests.workloads().forEach(workload -> {
            Map<String, Integer> ports = new HashMap<>();
            containers(workload).flatMap(container -> stream(container.path("ports")))
                    .forEach(port -> ports.put(port.path("name").asText(), port.path("containerPort").asInt()));
            peers.add(new Peer(Manifests.name(workload), OURS, Manifests.labels(workload), ports));
        });
        manifests.all("Cluster").forEach(cluster -> {
            ObjectNode labels = labelled("cnpg.io/cluster", Manifests.name(cluster));
            labels.setAll((ObjectNode) cluster.at("/spec/inheritedMetadata/labels").deepCopy());
            peers.add(new Peer("postgresql", OURS, labels, Map.of()));
        });
        manifests.all("RabbitmqCluster").forEach(broker -> peers.add(new Peer("rabbitmq", OURS, labelled("app.kubernetes.io/name", Manifests.name(broker)), Map.of())));
        manifests.all("Keycloak").forEach(keycloak -> peers.add(new Peer("keycloak", OURS, labelled("app", "keycloak",
                "app.kubernetes.io/managed-by", "keycloak-operator", "app.kubernetes.io/instance", Manifests.name(keycloak)), Map.of())));
        manifests.all("KeycloakRealmImport").forEach(realm -> peers.add(new Peer("realm-import", OURS, labelled("app", "keycloak-realm-import",
                "app.kubernetes.io/managed-by", "keycloak-operator"), Map.of())));
        return peers;
    }

    /** Somebody of each namespace that matters, an unknown one, and the world. */
    static List<Peer> others() {
        return List.of(
                new Peer("dns", "kube-system", labelled("k8s-app", "kube-dns"), Map.of()),
                new Peer("mail", "mail", labelled("app.kubernetes.io/name", "mail"), Map.of()),
                new Peer("monitoring", "monitoring", labelled("app.kubernetes.io/name", "prometheus"), Map.of()),
                new Peer("keda", "keda", labelled("app.kubernetes.io/name", "keda-operator"), Map.of()),
                new Peer("door", "envoy-gateway-system", labelled("app.kubernetes.io/name", "envoy"), Map.of()),
                new Peer("postgresql-operator", "cnpg-system", labelled("app.kubernetes.io/name", "cloudnative-pg"), Map.of()),
                new Peer("rabbitmq-operator", "rabbitmq-system", labelled("app.kubernetes.io/name", "rabbitmq-cluster-operator"), Map.of()),
                new Peer("stranger", "elsewhere", labelled("app.kubernetes.io/name", "rabbitmq", "app", "keycloak"), Map.of()),
                new Peer("world", "", labelled(), Map.of()));
    }

    private static ObjectNode labelled(String... pairs) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
