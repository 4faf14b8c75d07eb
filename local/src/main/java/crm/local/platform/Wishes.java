package crm.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What ./crm stop and ./crm start ask of a running launcher: a file per part that is to stand still. */
public record Wishes(Path folder) {

    public static Wishes in(Home home) {
        return new Wishes(home.run());
    }

    public boolean stopped(String part) {
        return Files.exists(marker(part));
    }

    public void stop(String part) throws IOException {
        Files.writeString(marker(part), "");
    }

    public void start(String part) throws IOException {
        Files.deleteIfExists(marker(part));
    }

    private Path marker(String part) {
        return folder.resolve(part + ".stopped");
    }
}
