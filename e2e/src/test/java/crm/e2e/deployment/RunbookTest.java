package crm.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation tells people to say to a cluster, as far as it can be known without one: whatever it names is there, what it hands over is taken. */
class RunbookTest {

    private static final Map<String, String> KINDS = Map.of("deployment", "Deployment", "job", "Job", "cluster", "Cluster", "rabbitmqcluster", "RabbitmqCluster", "scaledobject", "ScaledObject",
            "keycloak", "Keycloak", "hpa", "HorizontalPodAutoscaler", "certificate", "Certificate");
    private static final Pattern KUSTOMIZATION = Pattern.compile("-[kf] (k8s/[a-z0-9./-]+)");
    private static final Pattern SCRIPT = Pattern.compile("(k8s/make-[a-z-]+|docker/[a-z-]+) *(?:\\||&&|$)");
    private static final Pattern SELECTED = Pattern.compile("(deployment|job|pods)\\b.* -l ([a-z./-]+)=([a-z-]+)|(?:condition=\\w+|--timeout=\\w+) (job) -l ([a-z./-]+)=([a-z-]+)");
    private static final Pattern NAMED = Pattern.compile("\\b(deployment|job|cluster|rabbitmqcluster|scaledobject|keycloak|certificate)[/ ]([a-z][a-z-]+)\\b");
    private static final Pattern DOCUMENT = Pattern.compile("<<'YAML'\n(.*?)\nYAML", Pattern.DOTALL);

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"docs/operations.md", "k8s/README.md"})
    void whateverACommandNamesIsThere(String page) {
        String text = Yaml.text(Yaml.file(page));
        List<String> faults = new ArrayList<>();
        List<String> commands = commands(text);
        commands.forEach(command -> faults.addAll(faults(command)));
        System.out.printf("%s: %d commands for a cluster%n", page, commands.size());
        assertThat(commands).hasSizeGreaterThan(8);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsHandedToTheClusterIsTaken() {
        List<ObjectNode> handed = DOCUMENT.matcher(Yaml.text(Yaml.file("docs/operations.md"))).results().map(MatchResult::group)
                .flatMap(found -> Yaml.documents(found.replace("<<'YAML'", "").replaceFirst("YAML$", "")).stream()).toList();
        assertThat(handed).isNotEmpty().allMatch(Validators::isOfOperators);
        assertThat(handed.stream().flatMap(resource -> Validators.operators(resource).stream())).isEmpty();
    }

    @Test
    void theDatabaseThatIsRestoredIsTaken() {
        ObjectNode cluster = Manifests.production().one("Cluster", "postgresql");
        ObjectNode restored = (ObjectNode) Yaml.node(Yaml.text(Yaml.file("docs/operations.md")).replaceFirst("(?s).*```yaml\n(bootstrap:.*?)```.*", "$1"));
        ((ObjectNode) cluster.get("spec")).remove("bootstrap");
        ((ObjectNode) cluster.get("spec")).setAll(restored);
        assertThat(Validators.operators(cluster)).isEmpty();
        assertThat(Manifests.production().find("ObjectStore", cluster.at("/spec/externalClusters/0/plugin/parameters/barmanObjectName").asText())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl apply -k k8s/overlays/prod", "kubectl -n crm delete job setup", "kubectl -n crm rollout status deployment -l app.kubernetes.io/part-of=crm",
            "k8s/make-everything | kubectl apply -f -", "kubectl -n crm get cluster database"})
    void aCommandThatNamesWhatIsNotThereIsSeen(String command) {
        assertThat(faults(command)).isNotEmpty();
    }

    /** Lines for a cluster, those that go on in the next line put together. */
    private static List<String> commands(String text) {
        return Stream.of(text.replace("\\\n", " ").split("\n")).flatMap(line -> line.startsWith("kubectl") || line.startsWith("k8s/make") ? Stream.of(line)
                : Pattern.compile("`(kubectl [^`]+)`").matcher(line).results().map(found -> found.group(1))).map(line -> line.replaceFirst(" +#.*", "")).toList();
    }

    private static List<String> faults(String command) {
        Manifests manifests = Manifests.production();
        List<String> faults = new ArrayList<>();
        KUSTOMIZATION.matcher(command).results().map(found -> found.group(1)).filter(path -> !Files.exists(Yaml.file(path)) || command.contains("-k " + path)
                && !Files.exists(Yaml.file(path + "/kustomization.yaml"))).forEach(faults::add);
        SCRIPT.matcher(command).results().map(found -> found.group(1)).filter(script -> !Files.isExecutable(Yaml.file(script))).forEach(faults::add);
        SELECTED.matcher(command).results().forEach(found -> {
            int at = found.group(1) == null ? 4 : 1;
            JsonNode value = TextNode.valueOf(found.group(at + 2));
            boolean there = found.group(at).equals("pods") || manifests.all(KINDS.get(found.group(at))).anyMatch(one -> one.at("/metadata/labels").path(found.group(at + 1)).equals(value));
            if (!there) {
                faults.add("nothing is selected by " + found.group());
            }
        });
        NAMED.matcher(command).results().filter(found -> manifests.find(KINDS.get(found.group(1)), found.group(2)).isEmpty())
                .forEach(found -> faults.add("there is no " + found.group()));
        return faults.stream().map(fault -> command + ": " + fault).toList();
    }
}
