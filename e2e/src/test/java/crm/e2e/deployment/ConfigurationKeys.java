package crm.e2e.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service or the gateway reads from its environment, by its own configuration files: {@code ${CRM_DB_HOST}} by this name, and
 * each key that is written there by the name that it has as a variable.
 */
final class ConfigurationKeys {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:?)");
    private static final String CHASSIS = "services/chassis/src/main/resources/META-INF/microprofile-config.properties";

    /** Quarkus' own names that no file of ours needs; docker/try --tls starts services with them. */
    private static final List<String> OF_QUARKUS = Yaml.text(Yaml.file("docker/compose.tls.yml")).lines().map(String::strip).filter(line -> line.startsWith("QUARKUS_"))
            .map(line -> line.substring(0, line.indexOf(':'))).distinct().toList();

    private final List<String> lines = new ArrayList<>();

    private ConfigurationKeys(String... files) {
        for (String file : files) {
            Yaml.text(Yaml.file(file)).lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
        }
    }

    static ConfigurationKeys of(String app) {
        return app.equals("gateway") ? new ConfigurationKeys("gateway/src/main/resources/application.properties")
                : new ConfigurationKeys(CHASSIS, "services/" + app + "/src/main/resources/application.properties");
    }

    /** Names that mean something to it. */
    Set<String> known() {
        Set<String> names = new TreeSet<>(required());
        // read by docker/start
        names.add("JAVA_OPTS");
        names.addAll(OF_QUARKUS);
        for (String line : lines) {
            VARIABLE.matcher(line).results().forEach(found -> names.add(found.group(1)));
            if (line.contains("=")) {
                names.add(line.substring(0, line.indexOf('=')).strip().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Names without which it does not start. */
    Set<String> required() {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            Matcher matcher = VARIABLE.matcher(line);
            while (matcher.find()) {
                if (matcher.group(2).isEmpty()) {
                    names.add(matcher.group(1));
                }
            }
        }
        // The Dockerfile sets it.
        names.remove("CRM_HTTP_PORT");
        return names;
    }

    /** How long requests may go on after the end has begun, the same for all. */
    static int shutdownSeconds() {
        return new ConfigurationKeys(CHASSIS, "gateway/src/main/resources/application.properties").lines.stream()
                .filter(line -> line.startsWith("quarkus.shutdown.timeout=")).mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", ""))).max().orElseThrow();
    }
}
