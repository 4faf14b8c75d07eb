package crm.e2e.platform;

import crm.local.platform.Settings;
import crm.local.process.LogTail;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The commands of {@code ./crm}, each a process of its own as a user's would be. The script itself is left out, since it would
 * build what Maven is building at this moment.
 *
 * @param more environment for the platform that it starts
 */
record CrmCommand(Settings settings, Map<String, String> more) {

    /** The first start on a machine unpacks three servers. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Returns when the command has ended well; what it says goes to target/crm.log. */
    void run(String... command) {
        List<String> line = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
                "-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path"), "crm.local.Main"));
        line.addAll(List.of(command));
        File log = settings.root().resolve("e2e/target/crm.log").toFile();
        try {
            Files.createDirectories(log.toPath().getParent());
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().keySet().removeIf(name -> name.startsWith("CRM_"));
            builder.environment().putAll(environment());
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException("./crm " + String.join(" ", command) + " failed:\n" + LogTail.last(log.toPath(), 25));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while ./crm " + command[0] + " was running", e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("CRM_ROOT", settings.root().toString());
        environment.put("CRM_HOME", settings.home().toString());
        environment.put("CRM_CACHE", settings.cache().toString());
        environment.put("CRM_PORT", Integer.toString(settings.ports().first()));
        environment.putAll(more);
        settings.javaOptions().ifPresent(options -> environment.put("CRM_JAVA_OPTS", options));
        return environment;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
