package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.containers;
import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.pod;
import static crm.e2e.deployment.Manifests.selects;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** That whatever is named is there. */
final class ReferenceRules {

    /** Made from other files of this repository by k8s/make-setup. */
    private static final Set<String> SETUP = Set.of("10-databases.sh", "setup.sh", "20-crm.conf", "definitions.json");
    /** Services that the operators make for what they run. */
    private static final Map<String, String> OF_OPERATORS = Map.of("postgresql-rw", "Cluster/postgresql", "rabbitmq", "RabbitmqCluster/rabbitmq",
            "keycloak-service", "Keycloak/keycloak");

    private ReferenceRules() {
    }

    static List<Rule> all() {
        return List.of(
                new Rule("config maps that are there", manifests -> manifests.workloads().flatMap(workload -> configMaps(workload)
                        .filter(map -> !map.equals("crm-setup") && manifests.find("ConfigMap", map).isEmpty()).map(map -> name(workload) + " wants " + map))),
                new Rule("secrets that are there", ReferenceRules::secrets),
                new Rule("services that lead to pods", manifests -> manifests.all("Service").filter(service -> manifests.workloads().noneMatch(workload ->
                        names(service.at("/spec/selector"), Manifests.labels(workload)) && stream(service.at("/spec/ports")).allMatch(port ->
                                containers(workload).flatMap(container -> stream(container.path("ports"))).anyMatch(open ->
                                        open.path("name").asText().equals(port.path("targetPort").asText()))))).map(Manifests::name)),
                new Rule("addresses that are there", ReferenceRules::addresses),
                new Rule("what is scaled is there", manifests -> Stream.concat(manifests.all("ScaledObject"), manifests.all("HorizontalPodAutoscaler"))
                        .filter(scaler -> manifests.find("Deployment", scaler.at("/spec/scaleTargetRef/name").asText()).isEmpty()).map(Manifests::name)),
                new Rule("budgets for somebody", manifests -> manifests.all("PodDisruptionBudget").filter(budget -> Peer.ofOurs(manifests).stream()
                        .noneMatch(peer -> selects(budget.at("/spec/selector"), peer.labels()))).map(Manifests::name)),
                new Rule("TLS at the door", ReferenceRules::door));
    }

    private static boolean names(JsonNode selector, JsonNode labels) {
        return Manifests.names(selector).allMatch(key -> selector.path(key).equals(labels.path(key)));
    }

    private static Stream<String> configMaps(JsonNode workload) {
        return Stream.concat(containers(workload).flatMap(container -> stream(container.path("envFrom"))).map(source -> source.at("/configMapRef/name").asText()),
                stream(pod(workload).path("volumes")).map(volume -> volume.at("/configMap/name").asText())).filter(name -> !name.isEmpty());
    }

    /** In production every secret comes of an external one; on one machine k8s/make-local-secrets makes them. */
    private static Stream<String> secrets(Manifests manifests) {
        if (!manifests.isProduction()) {
            return Stream.empty();
        }
        List<String> wanted = new ArrayList<>();
        manifests.workloads().forEach(workload -> {
            containers(workload).forEach(container -> {
                stream(container.path("env")).filter(entry -> entry.at("/valueFrom/secretKeyRef").isObject())
                        .forEach(entry -> wanted.add(key(entry.at("/valueFrom/secretKeyRef"))));
                stream(container.path("envFrom")).filter(source -> source.has("secretRef")).forEach(source -> wanted.add(source.at("/secretRef/name").asText()));
            });
            stream(pod(workload).path("volumes")).filter(volume -> volume.has("secret")).forEach(volume -> wanted.add(volume.at("/secret/secretName").asText()));
        });
        manifests.all("Cluster").flatMap(cluster -> stream(cluster.at("/spec/managed/roles"))).forEach(role -> wanted.add(role.at("/passwordSecret/name").asText()));
        manifests.all("ObjectStore").forEach(store -> store.at("/spec/configuration/s3Credentials").forEach(reference -> wanted.add(key(reference))));
        manifests.all("TriggerAuthentication").flatMap(login -> stream(login.at("/spec/secretTargetRef"))).forEach(reference -> wanted.add(key(reference)));
        manifests.all("Keycloak").forEach(keycloak -> Stream.of("usernameSecret", "passwordSecret").forEach(field -> wanted.add(key(keycloak.at("/spec/db/" + field)))));
        manifests.all("KeycloakRealmImport").forEach(realm -> realm.at("/spec/placeholders").forEach(place -> wanted.add(key(place.path("secret")))));
        manifests.all("PodMonitor").flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))).filter(endpoint -> endpoint.has("oauth2"))
                .forEach(endpoint -> wanted.add(key(endpoint.at("/oauth2/clientSecret"))));
        manifests.all("RabbitmqCluster").forEach(broker -> wanted.add(broker.at("/spec/secretBackend/externalSecret/name").asText()));
        wanted.addAll(EncryptionRules.secrets(manifests));
        return wanted.stream().distinct().filter(reference -> {
            String[] parts = reference.split("/");
            return !EncryptionRules.makes(manifests, parts) && manifests.find("ExternalSecret", parts[0]).filter(external -> parts.length == 1
                    || ConfigurationRules.secretKeys(external).anyMatch(parts[1]::equals)).isEmpty();
        });
    }

    private static String key(JsonNode reference) {
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    /** Hosts in the settings are services of this namespace, or of another one that the name says. */
    private static Stream<String> addresses(Manifests manifests) {
        return manifests.all("ConfigMap").flatMap(map -> Manifests.names(map.path("data")).filter(key -> key.endsWith("_HOST") || key.endsWith("_URL"))
                // What is put together of other settings names no host of its own.
                .filter(key -> !key.equals("CRM_PUBLIC_URL") && !map.path("data").path(key).asText().contains("${")).filter(key -> {
                    String host = map.path("data").path(key).asText().replaceFirst("^https?://", "").replaceFirst("[:/].*", "");
                    boolean ofOperator = OF_OPERATORS.containsKey(host) && manifests.find(OF_OPERATORS.get(host).split("/")[0],
                            OF_OPERATORS.get(host).split("/")[1]).isPresent();
                    return manifests.find("Service", host).isEmpty() && !ofOperator && !host.matches("[a-z-]+\\.[a-z-]+\\.svc\\.cluster\\.local")
                            // The local overlay has no relay: mail is tried eight times and given up.
                            && !(host.equals("mail") && !manifests.isProduction());
                }).map(key -> name(map) + ": " + key));
    }

    private static Stream<String> door(Manifests manifests) {
        if (!manifests.isProduction()) {
            return Stream.empty();
        }
        Set<String> encrypted = Set.copyOf(manifests.all("Gateway").flatMap(door -> stream(door.at("/spec/listeners")))
                .filter(listener -> listener.path("protocol").asText().equals("HTTPS") && listener.at("/tls/certificateRefs").size() > 0
                        && stream(listener.at("/tls/certificateRefs")).allMatch(certificate -> manifests.all("Certificate")
                                .anyMatch(known -> known.at("/spec/secretName").asText().equals(certificate.path("name").asText()))))
                .map(listener -> listener.path("name").asText()).toList());
        Stream<String> none = encrypted.isEmpty() ? Stream.of("no listener has a certificate") : Stream.empty();
        Stream<String> open = manifests.all("HTTPRoute").filter(route -> stream(route.at("/spec/rules")).anyMatch(rule -> rule.has("backendRefs")))
                .filter(route -> !stream(route.at("/spec/parentRefs")).allMatch(parent -> encrypted.contains(parent.path("sectionName").asText())))
                .map(route -> name(route) + " leads in without TLS");
        Stream<String> nowhere = manifests.all("HTTPRoute").flatMap(route -> stream(route.at("/spec/rules"))).flatMap(rule -> stream(rule.path("backendRefs")))
                .filter(backend -> manifests.find("Service", backend.path("name").asText()).filter(service -> stream(service.at("/spec/ports"))
                        .anyMatch(port -> port.path("port").equals(backend.path("port")))).isEmpty()).map(backend -> "nothing is at " + backend);
        return Stream.of(none, open, nowhere).flatMap(faults -> faults);
    }
}
