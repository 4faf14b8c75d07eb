package crm.e2e.observability;

import crm.e2e.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/metrics.md. */
final class Catalogue {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** @param from who publishes it, as the page says it */
    record Metric(String name, String type, Set<String> labels, String from) {

        boolean isOf(String part) {
            return mayBeOf(part) && !from.contains("once it happened");
        }

        boolean mayBeOf(String part) {
            return from.contains(part.equals("gateway") ? "gateway" : "services") || from.contains(part);
        }

        /** The series that Prometheus keeps of it. */
        Stream<String> series() {
            return switch (type) {
                case "counter" -> Stream.of(name + "_total");
                case "summary" -> Stream.of("_count", "_sum", "_max").map(name::concat);
                case "histogram" -> Stream.of("_count", "_sum", "_max", "_bucket").map(name::concat);
                default -> Stream.of(name);
            };
        }
    }

    private Catalogue() {
    }

    static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Platform.root().resolve("docs/metrics.md"))) {
                if (line.startsWith("| `")) {
                    String[] cells = line.split("\\|");
                    Set<String> labels = CODE.matcher(cells[3]).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
                    metrics.add(new Metric(cells[1].replace("`", "").strip(), cells[2].strip(), labels, cells[4].strip()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }

    static Set<String> series() {
        return metrics().stream().flatMap(Metric::series).collect(Collectors.toCollection(TreeSet::new));
    }
}
