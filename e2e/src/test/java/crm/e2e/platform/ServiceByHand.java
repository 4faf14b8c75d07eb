package crm.e2e.platform;

import crm.local.platform.Port;
import crm.local.service.JavaService;
import crm.local.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One service in place of the launcher's own, or beside it, with other settings: what {@code ./crm stop}, {@code ./crm env} and
 * {@code java -jar} do together. Closing it gives the part back to the launcher where it took its place.
 */
public final class ServiceByHand implements AutoCloseable {

    private final Platform platform;
    private final String name;
    private final URI address;
    private final boolean instead;
    private final Process process;

    private ServiceByHand(Platform platform, String name, URI address, boolean instead, Process process) {
        this.platform = platform;
        this.name = name;
        this.address = address;
        this.instead = instead;
        this.process = process;
    }

    /** @param settings environment beside what the launcher would give it */
    public static ServiceByHand instead(Platform platform, String name, Map<String, String> settings) {
        JavaService service = service(platform, name);
        platform.stop(name);
        return started(new ServiceByHand(platform, name, platform.service(name), true, process(command(platform, service, settings))), service::ready);
    }

    /** A second instance at a port of its own, as another pod would be. */
    public static ServiceByHand beside(Platform platform, String name) {
        // rows of ports are as long as the launcher needs, and a little longer
        return beside(platform, name, platform.settings().ports().first() + Port.SPAN, Map.of());
    }

    /** @param more environment beside what the launcher would give it */
    public static ServiceByHand beside(Platform platform, String name, int port, Map<String, String> more) {
        URI address = URI.create("http://localhost:" + port);
        Map<String, String> settings = new HashMap<>(more);
        settings.put("CRM_HTTP_PORT", Integer.toString(port));
        return started(new ServiceByHand(platform, name, address, false, process(command(platform, service(platform, name), settings))), () -> health(address).getResponseCode() == 200);
    }

    /** A second instance, of the version that was built in another work tree. */
    public static ServiceByHand before(Platform platform, String name, int port, Path tree) {
        ProcessBuilder old = command(platform, service(platform, name), Map.of("CRM_HTTP_PORT", Integer.toString(port)));
        old.command().set(old.command().size() - 1, jar(tree, name));
        URI address = URI.create("http://localhost:" + port);
        return started(new ServiceByHand(platform, name, address, false, process(old)), () -> health(address).getResponseCode() == 200);
    }

    private static Process process(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            // Should these tests be killed, the service still ends with them.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceByHand started(ServiceByHand service, Callable<Boolean> ready) {
        try {
            Awaitility.await(service.name + " answers").atMost(Duration.ofMinutes(2)).ignoreExceptions().until(ready);
            return service;
        } catch (RuntimeException notReady) {
            service.close();
            throw notReady;
        }
    }

    /** What a service says of itself. */
    static HttpURLConnection health(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(address + "/q/health/ready").toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        connection.getResponseCode();
        return connection;
    }

    public URI address() {
        return address;
    }

    /** SIGTERM, without waiting for the end. */
    public void terminate() {
        process.destroy();
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
                jar(root, service.name()));
        builder.environment().putAll(service.environment());
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("e2e/target/" + service.name() + "-by-hand.log").toFile()));
        return builder;
    }

    private static String jar(Path tree, String name) {
        return tree.resolve(name.equals("gateway") ? name : "services/" + name).resolve("target/quarkus-app/quarkus-run.jar").toString();
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
        if (instead) {
            platform.start(name);
        }
    }
}
