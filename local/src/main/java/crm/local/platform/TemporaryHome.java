package crm.local.platform;

import crm.local.cache.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A home for the length of a test run. */
public final class TemporaryHome {

    private static final String PREFIX = "crm-parts-";
    /** Younger ones may belong to a launcher that has not noted itself yet. */
    private static final Duration LEFT_AFTER = Duration.ofMinutes(10);

    private TemporaryHome() {
    }

    /** Makes one, and clears away those that killed launchers left, with their processes. */
    public static Path make() throws IOException {
        Path folder = Files.createTempDirectory(PREFIX);
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            List<Path> left = siblings.filter(path -> path.getFileName().toString().startsWith(PREFIX) && isLeft(path)).toList();
            left.forEach(TemporaryHome::clear);
        }
        return folder;
    }

    private static boolean isLeft(Path path) {
        try {
            return Files.isWritable(path) && Files.getOwner(path).getName().equals(System.getProperty("user.name"))
                    && Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(LEFT_AFTER))
                    && Launcher.runningIn(new Home(path)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void clear(Path path) {
        try {
            Launcher.cleanUp(new Home(path));
            Distributions.delete(path);
        } catch (RuntimeException e) {
            System.err.println("What a killed run left in " + path + " cannot be cleared away: " + e.getMessage());
        }
    }
}
