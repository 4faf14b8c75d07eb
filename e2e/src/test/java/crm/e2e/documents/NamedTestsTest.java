package crm.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that calls a test as its witness names one that exists. */
class NamedTestsTest {

    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*Test)\\b(?:\\.(\\w+))?");
    private static final List<String> MODULES = List.of("contracts", "local", "services/chassis", "services/leads", "services/opportunities", "services/campaigns",
            "services/cases", "services/governance", "gateway", "e2e");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"docs/security.md", "docs/reliability.md", "docs/operations.md", "docs/metrics.md"})
    void exist(String page) throws IOException {
        Map<String, String> sources = sources();
        TreeSet<String> unknown = new TreeSet<>();
        Matcher named = NAMED.matcher(Files.readString(Platform.root().resolve(page)));
        int found = 0;
        while (named.find()) {
            String source = sources.get(named.group(1));
            if (source == null || named.group(2) != null && !source.contains("void " + named.group(2) + "(")) {
                unknown.add(named.group());
            }
            found++;
        }
        assertThat(found).isPositive();
        assertThat(unknown).isEmpty();
    }

    /** All tests by the names of their classes; several of one name stand together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Platform.root().resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
                    sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
