package crm.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The catalogue of metrics beside what the running services and the gateway publish. */
@WithPlatform
class PublishedMetricsTest {

    private static final Map<String, String> COLLECTIONS = Map.of("leads", "leads", "opportunities", "opportunities", "campaigns", "campaigns",
            "cases", "cases", "governance", "saved-views");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) \\S+");
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:\\\\.|[^\"\\\\])*\"");
    /** Of libraries; nothing relies on them. */
    private static final Pattern OTHERS = Pattern.compile("(jvm|process|system|netty|worker_pool|postgresql|vertx_http)_.*");

    private final Platform platform;
    private final HttpClient client = HttpClient.newHttpClient();

    PublishedMetricsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void everythingIsAsTheCatalogueSays() throws Exception {
        for (String collection : COLLECTIONS.values()) {
            platform.as("crm-admin").getPersistently("/" + collection + "?limit=1").expect(200);
        }
        List<String> faults = new ArrayList<>();
        for (String service : COLLECTIONS.keySet()) {
            compare(service, ask(platform.service(service), "").body(), faults);
        }
        compare("gateway", ask(platform.gateway(), platform.token("crm-admin")).body(), faults);
        assertThat(faults).isEmpty();
    }

    @Test
    void theGatewayTellsItsFiguresToOperatorsAlone() throws Exception {
        assertThat(ask(platform.gateway(), platform.token("integration")).statusCode()).isEqualTo(200);
        assertThat(ask(platform.gateway(), platform.token("sales-rep")).statusCode()).isEqualTo(403);
        assertThat(ask(platform.gateway(), "").statusCode()).isNotEqualTo(200);
    }

    private HttpResponse<String> ask(URI base, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/q/metrics")).header("Accept", "text/plain");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void compare(String part, String published, List<String> faults) {
        Set<String> types = new TreeSet<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        // An exemplar, the trace of one of those that were counted, may follow a value.
        published.lines().map(line -> line.startsWith("#") ? line : line.replaceFirst(" # \\{.*$", "")).forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher series = SERIES.matcher(line);
            if (type.matches()) {
                types.add(type.group(1));
            } else if (series.matches()) {
                Set<String> names = labels.computeIfAbsent(series.group(1), none -> new TreeSet<>());
                LABEL.matcher(series.group(2) == null ? "" : series.group(2)).results().forEach(label -> names.add(label.group(1)));
            }
        });
        List<Catalogue.Metric> catalogue = Catalogue.metrics();
        types.stream().filter(type -> !OTHERS.matcher(type).matches()).map(type -> type.replaceFirst("_(max|total)$", ""))
                .filter(type -> catalogue.stream().noneMatch(metric -> metric.name().equals(type) && metric.mayBeOf(part)))
                .forEach(type -> faults.add(part + " publishes " + type + ", which is not in the catalogue"));
        for (Catalogue.Metric metric : catalogue) {
            if (metric.isOf(part)) {
                String series = metric.series().filter(name -> !name.endsWith("_max")).reduce((first, last) -> last).orElseThrow();
                Set<String> expected = new TreeSet<>(metric.labels());
                if (metric.type().equals("histogram")) {
                    expected.add("le");
                }
                if (!labels.containsKey(series) && !(metric.name().contains("connections_seconds") && labels.containsKey(metric.name() + "_active_count"))) {
                    faults.add(part + " does not publish " + series);
                } else if (labels.containsKey(series) && !labels.get(series).equals(expected)) {
                    faults.add(part + " publishes " + series + " with " + labels.get(series));
                }
            }
        }
        System.out.printf("observability: %s publishes %d families, %d of them in the catalogue%n", part, types.size(),
                types.stream().filter(type -> catalogue.stream().anyMatch(metric -> metric.name().equals(type.replaceFirst("_total$", "")))).count());
    }
}
