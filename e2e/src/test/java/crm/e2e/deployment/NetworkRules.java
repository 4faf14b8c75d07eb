package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.selects;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may talk to whom at which port. The network policies are taken as a cluster takes them, for every pair of pods and every
 * port that any of them names, and what comes out is compared with the edges that are meant: no more, no less.
 */
final class NetworkRules {

    private NetworkRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("nothing unless it is allowed", manifests -> manifests.all("NetworkPolicy").anyMatch(policy -> policy.at("/spec/podSelector").isEmpty()
                        && policy.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]") && !policy.path("spec").has("ingress")
                        && !policy.path("spec").has("egress")) ? Stream.empty() : Stream.of("there is no default")),
                new Rule("the edges that are meant", NetworkRules::compare));
    }

    private static Stream<String> compare(Manifests manifests) {
        TreeSet<String> there = new TreeSet<>(edges(manifests));
        TreeSet<String> meant = new TreeSet<>(Yaml.text(Yaml.file("e2e/src/test/resources/deployment/edges-"
                + manifests.overlay().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".txt")).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
        List<String> faults = new ArrayList<>();
        there.stream().filter(edge -> !meant.contains(edge)).forEach(edge -> faults.add("not meant: " + edge));
        meant.stream().filter(edge -> !there.contains(edge)).forEach(edge -> faults.add("missing: " + edge));
        return faults.stream();
    }

    /** One line for each pair that may talk: {@code leads -> postgresql: 5432}. */
    static List<String> edges(Manifests manifests) {
        List<JsonNode> policies = manifests.all("NetworkPolicy").map(policy -> policy.path("spec")).toList();
        List<Peer> all = new ArrayList<>(Peer.ofOurs(manifests));
        all.addAll(Peer.others());
        TreeSet<Integer> ports = new TreeSet<>();
        policies.forEach(policy -> Stream.of("ingress", "egress").flatMap(way -> stream(policy.path(way))).flatMap(rule -> stream(rule.path("ports")))
                .forEach(port -> Stream.of("port", "endPort").map(port::path).filter(JsonNode::isInt).forEach(number -> ports.add(number.asInt()))));
        all.forEach(peer -> ports.addAll(peer.ports().values()));
        Map<String, TreeSet<Integer>> edges = new TreeMap<>();
        for (Peer from : all) {
            for (Peer to : all) {
                if (from.isOurs() || to.isOurs()) {
                    ports.stream().filter(port -> allows(policies, "Egress", from, to, to, port) && allows(policies, "Ingress", to, from, to, port))
                            .forEach(port -> edges.computeIfAbsent(from.name() + " -> " + to.name(), none -> new TreeSet<>()).add(port));
                }
            }
        }
        return edges.entrySet().stream().map(edge -> edge.getKey() + ": " + edge.getValue().toString().replaceAll("[\\[\\]]", "")).toList();
    }

    /** @param server whose port it is, the one of the two that is spoken to */
    private static boolean allows(List<JsonNode> policies, String way, Peer pod, Peer other, Peer server, int port) {
        if (!pod.isOurs()) {
            return true;
        }
        List<JsonNode> concerned = policies.stream().filter(policy -> stream(policy.path("policyTypes")).anyMatch(type -> type.asText().equals(way))
                && selects(policy.path("podSelector"), pod.labels())).toList();
        return concerned.isEmpty() || concerned.stream().flatMap(policy -> stream(policy.path(way.toLowerCase(java.util.Locale.ROOT)))).anyMatch(rule ->
                peers(rule, way, other) && ports(rule, server, port));
    }

    private static boolean peers(JsonNode rule, String way, Peer other) {
        JsonNode peers = rule.path(way.equals("Ingress") ? "from" : "to");
        return peers.isMissingNode() || stream(peers).anyMatch(peer -> {
            if (peer.has("ipBlock")) {
                return other.namespace().isEmpty();
            }
            boolean space = peer.has("namespaceSelector") ? selects(peer.path("namespaceSelector"), JsonNodeFactory.instance.objectNode()
                    .put("kubernetes.io/metadata.name", other.namespace())) && !other.namespace().isEmpty() : other.isOurs();
            return space && (!peer.has("podSelector") || selects(peer.path("podSelector"), other.labels()));
        });
    }

    private static boolean ports(JsonNode rule, Peer server, int port) {
        return !rule.has("ports") || stream(rule.path("ports")).anyMatch(entry -> entry.path("port").isTextual()
                ? server.ports().getOrDefault(entry.path("port").asText(), -1) == port
                : port >= entry.path("port").asInt() && port <= entry.path("endPort").asInt(entry.path("port").asInt()));
    }
}
