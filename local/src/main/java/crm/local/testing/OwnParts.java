package crm.local.testing;

import crm.local.Problem;
import crm.local.cache.Distributions;
import crm.local.process.LogTail;
import crm.local.process.Signals;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Parts for one JVM, as a child process that ends when this JVM ends, even if it is killed. */
final class OwnParts {

    /**
     * System property that tells other class loaders of this JVM where the parts are: a {@code @QuarkusTest} loads its resources
     * anew for every profile, and must not start parts of its own each time.
     */
    static final String DESCRIPTION = "crm.test.parts";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private OwnParts() {
    }

    static Properties start() {
        try {
            Path folder = Files.createTempDirectory("crm-test-parts-");
            Path description = folder.resolve("parts.properties");
            Path log = folder.resolve("parts.log");
            ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-Dslf4j.internal.verbosity=ERROR", "-cp",
                    copyOfLauncher(folder) + File.pathSeparator + System.getProperty("java.class.path"),
                    "crm.local.Main", "parts", "--describe", description.toString(), "--temporary");
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            // Its standard input is a pipe from this JVM: when the pipe breaks, the parts stop.
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
            await(process, description, log);
            System.setProperty(DESCRIPTION, description.toString());
            return TestParts.read(description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A build that replaces the launcher while it runs would take away the classes with which it stops its parts. */
    private static Path copyOfLauncher(Path folder) throws IOException {
        try {
            Path original = Path.of(OwnParts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path copy = folder.resolve("launcher.jar");
            if (Files.isRegularFile(original)) {
                return Files.copy(original, copy);
            }
            try (Stream<Path> files = Files.walk(original)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(original.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            return copy;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void end(Process process, Path folder) {
        Signals.stopAlone(process.toHandle(), Duration.ofSeconds(120));
        Distributions.delete(folder);
    }

    private static void await(Process process, Path description, Path log) {
        Instant deadline = Instant.now().plus(PATIENCE);
        try {
            while (!Files.exists(description)) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
                    process.destroy();
                    throw new Problem("The parts for tests did not start; from " + log + ":\n" + LogTail.last(log, 20));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while waiting for the parts.", e);
        }
    }
}
