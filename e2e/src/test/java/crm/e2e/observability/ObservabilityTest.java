package crm.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import crm.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards use what the catalogue lists, and lead to runbooks that are there. Nothing has to run. */
class ObservabilityTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path FOLDER = Platform.root().resolve("observability");

    @Test
    void everySeriesOfRulesAndDashboardsIsInTheCatalogue() throws IOException {
        Set<String> known = new HashSet<>(Catalogue.series());
        rules().stream().filter(rule -> rule.has("record")).forEach(rule -> known.add(rule.path("record").asText()));
        Map<String, Set<String>> unknown = new TreeMap<>();
        int expressions = 0;
        for (Map.Entry<String, String> used : expressions().entrySet()) {
            Set<String> series = new Expression(used.getValue()).series();
            assertThat(series).as(used.getKey()).isNotEmpty();
            series.removeAll(known);
            if (!series.isEmpty()) {
                unknown.put(used.getKey(), series);
            }
            expressions++;
        }
        System.out.printf("observability: %d expressions of rules and dashboards read %d series of the catalogue%n", expressions, known.size());
        assertThat(unknown).isEmpty();
    }

    /** What is published and shown nowhere might as well not be there. */
    @Test
    void everyMetricOfOursIsLookedAt() throws IOException {
        Set<String> used = expressions().values().stream().flatMap(text -> new Expression(text).series().stream()).collect(Collectors.toSet());
        List<String> unseen = Catalogue.metrics().stream().filter(metric -> metric.name().startsWith("crm_"))
                .filter(metric -> metric.series().noneMatch(used::contains)).map(Catalogue.Metric::name).toList();
        assertThat(unseen).isEmpty();
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        Set<String> runbooks = Files.readAllLines(Platform.root().resolve("docs/operations.md")).stream().filter(line -> line.startsWith("#"))
                .map(line -> "docs/operations.md#" + line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
        List<String> faults = new ArrayList<>();
        for (JsonNode rule : rules()) {
            if (rule.has("alert")) {
                if (!Set.of("page", "ticket").contains(rule.at("/labels/severity").asText()) || rule.at("/annotations/summary").asText().isEmpty()) {
                    faults.add(rule.path("alert").asText() + " says too little");
                }
                if (!runbooks.contains(rule.at("/annotations/runbook").asText())) {
                    faults.add(rule.path("alert").asText() + " leads nowhere");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** By Prometheus itself, where it is. */
    @Test
    void alertsRingWhenTheyShouldAndNotBefore() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))), "there is no promtool");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", FOLDER.resolve("prometheus/tests/alerts.yml").toString()).redirectErrorStream(true).start();
        String said = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void anUnknownSeriesAndAnOpenBracketAreNoticed() {
        Expression good = new Expression("sum by (service, le) (rate(crm_inbox_lag_seconds_bucket{queue=~\".*[(]x\", le=\"1\"}[5m])) / on (service) up == 1 and crm:x > 0.5");
        assertThat(good.series()).containsExactly("crm:x", "crm_inbox_lag_seconds_bucket", "up");
        assertThatThrownBy(() -> new Expression("sum(up").series()).hasMessageContaining("left open");
        assertThatThrownBy(() -> new Expression("sum(up))").series()).hasMessageContaining("closes nothing");
        assertThat(Catalogue.series()).contains("crm_outbox_relayed_total", "crm_outbox_age_seconds").doesNotContain("crm_outbox_relayed", "crm_outbox_age");
    }

    private static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new TreeMap<>();
        for (JsonNode rule : rules()) {
            expressions.put("rule " + rule.path("alert").asText() + rule.path("record").asText(), rule.path("expr").asText());
        }
        for (Path file : files("grafana/dashboards", ".json")) {
            JsonNode board = YAML.readTree(file.toFile());
            for (JsonNode panel : board.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String name = board.path("title").asText() + " / " + panel.path("title").asText() + " " + target.path("refId").asText();
                    expressions.put(name, target.path("expr").asText());
                }
            }
        }
        return expressions;
    }

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : files("prometheus/rules", ".yml")) {
            for (JsonNode group : YAML.readTree(file.toFile()).path("groups")) {
                group.path("rules").forEach(rules::add);
            }
        }
        return rules;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
