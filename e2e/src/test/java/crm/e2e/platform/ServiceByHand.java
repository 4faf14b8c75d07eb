package crm.e2e.platform;

import crm.local.service.JavaService;
import crm.local.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
        JavaService service = service(platform, name);
        ProcessBuilder builder = command(platform, service, settings);
        platform.stop(name);
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

    /**
     * Starts it beside the one that runs and waits until it ends by itself.
     *
     * @return its exit code
     */
    public static int runToItsEnd(Platform platform, String name, Map<String, String> settings) throws IOException, InterruptedException {
        Process process = command(platform, service(platform, name), settings).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " did not end");
        }
        return process.exitValue();
    }

    private static JavaService service(Platform platform, String name) {
        return new Services(platform.settings(), platform.stores()).parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    private static ProcessBuilder command(Platform platform, JavaService service, Map<String, String> settings) {
        Path root = platform.settings().root();
        ProcessBuilder builder = new ProcessBuilder(CrmCommand.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar",
                root.resolve("services").resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar").toString());
        builder.environment().putAll(service.environment());
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("e2e/target/" + service.name() + "-by-hand.log").toFile()));
        return builder;
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
