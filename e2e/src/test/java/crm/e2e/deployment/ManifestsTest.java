package crm.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of k8s/, rendered and held against our rules. No cluster is needed. */
class ManifestsTest {

    @Test
    void whatIsMeantForProductionKeepsEveryRule() {
        Manifests production = Manifests.production();
        System.out.printf("manifests: %d resources, %d rules, %d edges%n", production.resources().size(), Rule.all().size(), NetworkRules.edges(production).size());
        assertThat(Rule.all().stream().flatMap(rule -> rule.check(production).stream())).isEmpty();
    }

    @Test
    void whatIsMeantForOneMachineKeepsEveryRuleButThoseOfProduction() {
        Manifests local = Manifests.local();
        assertThat(Rule.all().stream().flatMap(rule -> rule.check(local).stream())).isEmpty();
    }

    @Test
    void whatIsMeantForProductionWithTlsKeepsEveryRule() {
        Manifests encrypted = Manifests.encrypted();
        System.out.printf("manifests with TLS: %d resources, %d edges%n", encrypted.resources().size(), NetworkRules.edges(encrypted).size());
        assertThat(Rule.all().stream().flatMap(rule -> rule.check(encrypted).stream())).isEmpty();
    }

    /** A realm that grows locally grows in production as well, without its people and its client for command lines. */
    @Test
    void theRealmOfProductionIsTheLocalOneWithoutWhatIsKnown() {
        ObjectNode local = (ObjectNode) Yaml.node(Yaml.text(Yaml.file("local/src/main/resources/keycloak/crm-realm.json"))
                .replace("http://localhost:8080/logout/backchannel", "http://gateway:8080/logout/backchannel").replace("http://localhost:8080", "https://crm.example.com")
                .replace("local-development-only-gateway", "${CLIENT_GATEWAY}").replace("local-development-only-services", "${CLIENT_SERVICES}")
                .replace("local-development-only-integration", "${CLIENT_INTEGRATION}"));
        local.remove("users");
        for (var clients = local.path("clients").elements(); clients.hasNext();) {
            if (clients.next().path("clientId").asText().equals("crm-cli")) {
                clients.remove();
            }
        }
        assertThat(Manifests.production().one("KeycloakRealmImport", "crm").at("/spec/realm")).isEqualTo(local);
    }

    /** What k8s/make-monitoring prints is what observability/ says, in the wrapping of the cluster. */
    @Test
    void theClusterGetsTheRulesAndDashboardsThatAreTried() throws Exception {
        Map<String, JsonNode> printed = byName(Yaml.documents(output(Yaml.file("k8s/make-monitoring").toString())));
        Map<String, JsonNode> meant = new TreeMap<>();
        for (Path file : files("observability/prometheus/rules")) {
            meant.put("PrometheusRule crm-" + file.getFileName().toString().replace(".yml", ""), Yaml.one(file));
        }
        for (Path file : files("observability/grafana/dashboards")) {
            meant.put("ConfigMap crm-dashboard-" + file.getFileName().toString().replace(".json", ""), Yaml.one(file));
        }
        assertThat(printed).hasSameSizeAs(meant).hasSizeGreaterThan(3);
        meant.forEach((name, content) -> assertThat(name.startsWith("ConfigMap") ? Yaml.node(printed.get(name).path("data").elements().next().asText())
                : printed.get(name).path("spec")).as(name).isEqualTo(content));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Yaml.file(folder))) {
            return files.toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"local", "production", "production/migrations", "production/monitoring",
            "production-tls", "production-tls/migrations", "production-tls/monitoring"})
    void kubectlRendersTheSame(String overlay) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))), "there is no kubectl");
        Path folder = Yaml.file("k8s/overlays/" + overlay);
        Map<String, JsonNode> ofKubectl = byName(Yaml.documents(kubectl(folder).replaceAll("(crm-(?:services|gateway|mail|migrations))-[a-z0-9]{10}\\b", "$1")));
        assertThat(byName(Kustomization.render(folder))).isEqualTo(ofKubectl);
    }

    private static Map<String, JsonNode> byName(List<ObjectNode> resources) {
        Map<String, JsonNode> byName = new TreeMap<>();
        resources.forEach(resource -> byName.put(resource.path("kind").asText() + " " + Manifests.name(resource), resource));
        return byName;
    }

    private static String kubectl(Path folder) throws IOException, InterruptedException {
        return output("kubectl", "kustomize", folder.toString());
    }

    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }
}
