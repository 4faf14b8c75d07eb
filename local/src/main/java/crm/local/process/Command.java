package crm.local.process;

import crm.local.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A short-lived helper program, run to its end within a time limit. */
public final class Command {

    private Command() {
    }

    /** @return what it wrote; @throws Problem with its last words when it fails or takes too long */
    public static String run(Path directory, Map<String, String> environment, Duration limit, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("crm-", ".out");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.directory(directory.toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new Problem("\"" + command.get(0) + "\" did not end within " + limit.toSeconds() + " s.");
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) {
                throw new Problem("\"" + command.get(0) + "\" ended with code " + process.exitValue() + ": " + end(text));
            }
            return text;
        } catch (IOException e) {
            throw new Problem("\"" + command.get(0) + "\" cannot be run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while running \"" + command.get(0) + "\".", e);
        } finally {
            delete(output);
        }
    }

    /** Whether the program is there and ends well. */
    public static boolean succeeds(List<String> command) {
        try {
            run(Path.of("/"), Map.of(), Duration.ofSeconds(10), command);
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    private static String end(String text) {
        String trimmed = text.strip();
        return trimmed.length() <= 1_000 ? trimmed : "…" + trimmed.substring(trimmed.length() - 1_000);
    }

    private static void delete(Path output) {
        try {
            if (output != null) {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            output.toFile().deleteOnExit();
        }
    }
}
