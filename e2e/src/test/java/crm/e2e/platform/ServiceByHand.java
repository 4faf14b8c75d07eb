package crm.e2e.platform;

import crm.local.service.JavaService;
import crm.local.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One service in place of the launcher's own, with other settings: what {@code ./crm stop}, {@code ./crm env} and
 * {@code java -jar} do together. Closing it gives the part back to the launcher.
 */
public final class ServiceByHand implements AutoCloseable {

    private final Platform platform;
    private final String name;
    private final Process process;

    private ServiceByHand(Platform platform, String name, Process process) {
        this.platform = platform;
        this.name = name;
        this.process = process;
    }

    /** @param settings environment beside what the launcher would give it */
    public static ServiceByHand instead(Platform platform, String name, Map<String, String> settings) {
        JavaService service = new Services(platform.settings(), platform.stores()).parts().stream()
                .filter(part -> part.name().equals(name)).findFirst().orElseThrow();
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.putAll(settings);
        platform.stop(name);
        Path root = platform.settings().root();
        ProcessBuilder builder = new ProcessBuilder(CrmCommand.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar",
                root.resolve("services").resolve(name).resolve("target/quarkus-app/quarkus-run.jar").toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("e2e/target/" + name + "-by-hand.log").toFile()));
        try {
            Process process = builder.start();
            // Should these tests be killed, the service still ends with them.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            ServiceByHand byHand = new ServiceByHand(platform, name, process);
            try {
                Awaitility.await(name + " answers").atMost(Duration.ofMinutes(2)).ignoreExceptions().until(service::ready);
            } catch (RuntimeException notReady) {
                byHand.close();
                throw notReady;
            }
            return byHand;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        platform.start(name);
    }
}
