package crm.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker-compose.yml tells a service is what the service listens to, and all that it needs. */
class ComposeTest {

    private final ObjectNode compose = Yaml.one(Yaml.file("docker-compose.yml"));

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"leads", "opportunities", "campaigns", "cases", "governance", "gateway"})
    void tellsExactlyWhatIsUnderstood(String app) {
        assertThat(told(app)).isSubsetOf(ConfigurationKeys.of(app).known()).containsAll(ConfigurationKeys.of(app).required());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"leads", "opportunities", "campaigns", "cases", "governance", "gateway"})
    void isRestricted(String app) {
        JsonNode service = compose.at("/services/" + app);
        List<String> faults = new ArrayList<>();
        if (!service.path("read_only").asBoolean()) {
            faults.add("its root file system can be written");
        }
        if (!service.path("cap_drop").toString().equals("[\"ALL\"]") || !service.path("security_opt").toString().contains("no-new-privileges:true")) {
            faults.add("it has rights");
        }
        if (!service.at("/deploy/resources/limits").has("memory") || !service.has("healthcheck")) {
            faults.add("it has no limit or no check");
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"leads", "opportunities", "campaigns", "cases", "governance", "gateway"})
    void isToldNothingWithoutTlsWhereThatIsAskedFor(String app) {
        Map<String, String> told = new TreeMap<>();
        for (String file : List.of("docker-compose.yml", "docker/compose.tls.yml")) {
            Yaml.one(Yaml.file(file)).at("/services/" + app + "/environment").properties()
                    .forEach(setting -> told.put(setting.getKey(), setting.getValue().asText()));
        }
        // The address that people use ends at the gateway and is no part of the inside.
        told.remove("CRM_PUBLIC_URL");
        assertThat(told.values()).noneMatch(value -> value.contains("http://") || value.equals("5672"));
        assertThat(told).containsEntry("CRM_RABBITMQ_TLS", "true");
        if (!app.equals("gateway")) {
            assertThat(told).containsEntry("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-full");
            assertThat(told.get("QUARKUS_DATASOURCE_JDBC_URL")).contains("sslmode=verify-full");
        }
    }

    /** Secrets come as files, which docker/start turns into settings. */
    private Set<String> told(String app) {
        JsonNode service = compose.at("/services/" + app);
        Set<String> names = new TreeSet<>();
        Manifests.names(service.path("environment")).forEach(names::add);
        Manifests.stream(service.path("secrets")).forEach(secret -> names.add(secret.path("target").asText()));
        return names;
    }
}
