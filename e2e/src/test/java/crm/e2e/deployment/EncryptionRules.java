package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.container;
import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.names;
import static crm.e2e.deployment.Manifests.pod;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where TLS is asked for: that everybody calls by it, that nobody listens without it, and that each is called by a name in its certificate. */
final class EncryptionRules {

    private static final Set<String> KEYS = Set.of("ca.crt", "tls.crt", "tls.key");

    private EncryptionRules() {
    }

    static List<Rule> all() {
        return List.of(
                where("calls by TLS", EncryptionRules::calls),
                where("nobody listens without TLS", EncryptionRules::listeners),
                where("a certificate for each name that is called", EncryptionRules::hosts),
                where("a key is where it belongs", EncryptionRules::keys),
                where("watched by TLS", manifests -> manifests.all("PodMonitor").filter(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))
                        .anyMatch(endpoint -> !endpoint.path("scheme").asText().equals("https") || endpoint.at("/tlsConfig/ca/secret/name").isMissingNode()
                                || endpoint.at("/tlsConfig").has("insecureSkipVerify"))).map(Manifests::name)));
    }

    /** Secrets that TLS needs, each as name/key. */
    static List<String> secrets(Manifests manifests) {
        List<String> wanted = new ArrayList<>();
        manifests.all("RabbitmqCluster").map(broker -> broker.at("/spec/tls/secretName")).forEach(secret -> wanted.add(secret.asText()));
        manifests.all("Keycloak").map(keycloak -> keycloak.at("/spec/http/tlsSecret")).forEach(secret -> wanted.add(secret.asText()));
        manifests.all("Cluster").flatMap(cluster -> Stream.of("serverTLSSecret", "serverCASecret").map(cluster.at("/spec/certificates")::path)).forEach(secret -> wanted.add(secret.asText()));
        manifests.all("BackendTLSPolicy").flatMap(policy -> stream(policy.at("/spec/validation/caCertificateRefs"))).forEach(reference -> wanted.add(reference.path("name").asText()));
        manifests.all("PodMonitor").flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))).map(endpoint -> endpoint.at("/tlsConfig/ca/secret"))
                .filter(JsonNode::isObject).forEach(reference -> wanted.add(reference.path("name").asText() + "/" + reference.path("key").asText()));
        wanted.removeIf(String::isEmpty);
        return wanted;
    }

    /** @param reference a secret's name and, where one is meant, its key */
    static boolean makes(Manifests manifests, String... reference) {
        return manifests.all("Certificate").anyMatch(certificate -> certificate.at("/spec/secretName").asText().equals(reference[0])
                && (reference.length == 1 || KEYS.contains(reference[1])));
    }

    private static Rule where(String name, Function<Manifests, Stream<String>> faults) {
        return new Rule(name, manifests -> manifests.isEncrypted() ? faults.apply(manifests) : Stream.empty());
    }

    private static Stream<String> calls(Manifests manifests) {
        Stream<String> settings = manifests.all("ConfigMap").flatMap(map -> names(map.path("data")).filter(key -> {
            String value = map.path("data").path(key).asText();
            return key.endsWith("_URL") && !value.startsWith("https://") && !value.contains("sslmode=verify-full") || key.equals("CRM_RABBITMQ_PORT") && !value.equals("5671");
        }).map(key -> name(map) + ": " + key));
        Stream<String> asked = Stream.of("crm-services/CRM_RABBITMQ_TLS=true", "crm-gateway/CRM_RABBITMQ_TLS=true", "crm-services/QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE=verify-full",
                "crm-services/QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM=HTTPS").filter(meant -> {
            String[] parts = meant.split("[/=]");
            return !manifests.one("ConfigMap", parts[0]).path("data").path(parts[1]).asText().equals(parts[2]);
        });
        Stream<String> scalers = manifests.all("ScaledObject").filter(scaler -> !scaler.at("/spec/triggers/1/metadata/host").asText().startsWith("https://")).map(Manifests::name);
        Stream<String> setup = manifests.all("Job").flatMap(job -> stream(container(job).path("env"))).filter(entry -> entry.path("name").asText().equals("RABBITMQ_API"))
                .map(entry -> entry.path("value").asText()).filter(address -> !address.startsWith("https://"));
        Stream<String> identities = manifests.all("Keycloak").filter(keycloak -> stream(keycloak.at("/spec/additionalOptions"))
                .noneMatch(option -> option.path("name").asText().equals("db-url-properties") && option.path("value").asText().contains("sslmode=verify-full"))).map(Manifests::name);
        Stream<String> logouts = manifests.all("KeycloakRealmImport").flatMap(realm -> realm.findValuesAsText("backchannel.logout.url").stream()).filter(address -> !address.startsWith("https://"));
        return Stream.of(settings, asked, scalers, setup, identities, logouts).flatMap(faults -> faults);
    }

    private static Stream<String> listeners(Manifests manifests) {
        Stream<String> ours = manifests.deployments().filter(deployment -> stream(container(deployment).path("ports")).anyMatch(port -> !port.path("name").asText().equals("https"))
                || Stream.of("startupProbe", "livenessProbe", "readinessProbe").anyMatch(probe -> !container(deployment).path(probe).at("/httpGet/scheme").asText().equals("HTTPS")))
                .map(Manifests::name);
        Stream<String> open = Stream.of("crm-services", "crm-gateway").filter(map -> !manifests.one("ConfigMap", map).at("/data/QUARKUS_HTTP_INSECURE_REQUESTS").asText().equals("disabled"));
        Stream<String> brokers = manifests.all("RabbitmqCluster").filter(broker -> !broker.at("/spec/tls/disableNonTLSListeners").asBoolean()).map(Manifests::name);
        Stream<String> keycloaks = manifests.all("Keycloak").filter(keycloak -> keycloak.at("/spec/http/httpEnabled").asBoolean(true)).map(Manifests::name);
        Stream<String> databases = manifests.all("Cluster").filter(cluster -> stream(cluster.at("/spec/postgresql/pg_hba")).map(JsonNode::asText)
                .anyMatch(rule -> !rule.startsWith("hostssl ") && !rule.endsWith(" reject"))).map(Manifests::name);
        return Stream.of(ours, open, brokers, keycloaks, databases).flatMap(faults -> faults.map(fault -> fault + " listens without TLS"));
    }

    /** Hosts of all settings, and the names that others say they look for. */
    private static Stream<String> hosts(Manifests manifests) {
        List<String> called = new ArrayList<>();
        manifests.all("ConfigMap").forEach(map -> names(map.path("data")).filter(key -> key.matches("CRM_.*_(HOST|URL)") && !key.matches("CRM_(PUBLIC|SMTP)_.*"))
                .forEach(key -> called.add(map.path("data").path(key).asText().replaceFirst("^https?://", "").replaceFirst("[:/].*", ""))));
        manifests.all("ScaledObject").forEach(scaler -> called.add(scaler.at("/spec/triggers/1/metadata/host").asText().replaceFirst("^https?://", "").replaceFirst("[:/].*", "")));
        manifests.all("BackendTLSPolicy").forEach(policy -> called.add(policy.at("/spec/validation/hostname").asText()));
        manifests.all("PodMonitor").flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))).forEach(endpoint -> called.add(endpoint.at("/tlsConfig/serverName").asText()));
        Set<String> named = manifests.all("Certificate").filter(certificate -> certificate.at("/spec/issuerRef/name").asText().equals("crm-inside"))
                .flatMap(certificate -> stream(certificate.at("/spec/dnsNames"))).map(JsonNode::asText).collect(Collectors.toSet());
        return called.stream().distinct().filter(host -> !named.contains(host)).map(host -> "no certificate names " + host);
    }

    /** Each of ours has the key of the certificate that names it, and nobody has another's. */
    private static Stream<String> keys(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> {
            List<String> keys = stream(pod(workload).path("volumes")).filter(volume -> makes(manifests, volume.at("/secret/secretName").asText()))
                    .filter(volume -> !volume.at("/secret").has("items") || volume.at("/secret/items").findValuesAsText("key").contains("tls.key"))
                    .map(volume -> volume.at("/secret/secretName").asText()).toList();
            boolean server = !Manifests.component(workload).isEmpty() && workload.path("kind").asText().equals("Deployment");
            boolean right = server ? keys.size() == 1 && manifests.all("Certificate").anyMatch(certificate -> certificate.at("/spec/secretName").asText().equals(keys.get(0))
                    && stream(certificate.at("/spec/dnsNames")).anyMatch(dns -> dns.asText().equals(name(workload)))) : keys.isEmpty();
            return right ? Stream.empty() : Stream.of(name(workload) + " has the keys " + keys);
        });
    }
}
