package crm.e2e.deployment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.e2e.deployment.SeededMistakesTest.Mistake;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes that people make where TLS is asked for. */
final class EncryptionMistakes {

    private EncryptionMistakes() {
    }

    static List<Mistake> all() {
        return List.of(
                mistake("a service is called without TLS", "calls by TLS", given -> given.one("ConfigMap", "crm-gateway").withObject("/data").put("CRM_CASES_URL", "http://cases:8443")),
                mistake("the name of the database is not looked at", "calls by TLS", given -> given.one("ConfigMap", "crm-services").withObject("/data")
                        .put("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "require")),
                mistake("migrations go without TLS", "calls by TLS", given -> given.one("ConfigMap", "crm-migrations").withObject("/data")
                        .put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgresql-rw:5432/leads")),
                mistake("the scaler asks without TLS", "calls by TLS", given -> ((ObjectNode) given.one("ScaledObject", "cases").at("/spec/triggers/1/metadata"))
                        .put("host", "http://rabbitmq.crm.svc.cluster.local:15672/")),
                mistake("the broker listens without TLS", "nobody listens without TLS", given -> given.one("RabbitmqCluster", "rabbitmq").withObject("/spec/tls").put("disableNonTLSListeners", false)),
                mistake("the database takes anybody", "nobody listens without TLS", given -> given.one("Cluster", "postgresql").withArray("/spec/postgresql/pg_hba").insert(0, "host sameuser all all scram-sha-256")),
                mistake("Keycloak listens without TLS", "nobody listens without TLS", given -> given.one("Keycloak", "keycloak").withObject("/spec/http").put("httpEnabled", true)),
                mistake("a probe asks without TLS", "nobody listens without TLS", given -> ((ObjectNode) Manifests.container(given.one("Deployment", "leads")).at("/livenessProbe/httpGet")).remove("scheme")),
                mistake("the port without TLS is open", "nobody listens without TLS", given -> given.one("ConfigMap", "crm-services").withObject("/data").remove("QUARKUS_HTTP_INSECURE_REQUESTS")),
                mistake("a certificate names another", "a certificate for each name that is called", given -> ((ArrayNode) given.one("Certificate", "tls-cases").at("/spec/dnsNames")).remove(0)),
                mistake("a service has another's key", "a key is where it belongs", given -> given.one("Deployment", "cases").at("/spec/template/spec/volumes")
                        .forEach(volume -> ((ObjectNode) volume).withObject("/secret").put("secretName", "tls-leads"))),
                mistake("a migration has a key", "a key is where it belongs", given -> given.one("Job", "migrate-cases").at("/spec/template/spec/volumes")
                        .forEach(volume -> ((ObjectNode) volume).withObject("/secret").put("secretName", "tls-postgresql").remove("items"))),
                mistake("the watcher takes any certificate", "watched by TLS", given -> ((ObjectNode) given.one("PodMonitor", "crm-services").at("/spec/podMetricsEndpoints/0/tlsConfig"))
                        .put("insecureSkipVerify", true)),
                mistake("a certificate is forgotten", "secrets that are there", given -> given.resources().remove(given.one("Certificate", "tls-governance"))),
                mistake("the door trusts nobody known", "secrets that are there", given -> ((ObjectNode) given.one("BackendTLSPolicy", "gateway").at("/spec/validation/caCertificateRefs/0"))
                        .put("name", "tls-door")),
                mistake("an edge is left as it was", "the edges that are meant", given -> ((ObjectNode) given.one("NetworkPolicy", "services").at("/spec/egress/1/ports/0")).put("port", 5672)));
    }

    private static Mistake mistake(String what, String rule, Consumer<Manifests> made) {
        return new Mistake("with TLS: " + what, rule, Manifests::encrypted, made);
    }
}
