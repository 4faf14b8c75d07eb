package crm.local.platform;

import crm.local.process.ProcessRecord;
import crm.local.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes left behind by a launcher that was killed: recognised by their records, and ended. */
final class Orphans {

    /** Stores end last, after those that write to them. */
    private static final List<String> LAST = List.of("keycloak", "rabbitmq", "epmd", "postgresql");

    private final Home home;

    Orphans(Home home) {
        this.home = home;
    }

    /** @return the names of the parts whose processes were found alive and were stopped */
    List<String> clean() {
        List<String> found = new ArrayList<>();
        for (Path file : records()) {
            String name = file.getFileName().toString().replace(".pid", "");
            Optional<ProcessHandle> process = ProcessRecord.read(file).flatMap(ProcessRecord::process);
            process.ifPresent(left -> {
                found.add(name);
                Signals.stop(left, name.equals("postgresql") ? Signals.Signal.INT : Signals.Signal.TERM, Duration.ofSeconds(20));
            });
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private List<Path> records() {
        try (Stream<Path> files = Files.list(home.run())) {
            return files.filter(file -> file.toString().endsWith(".pid") && !file.endsWith(Launcher.RECORD))
                    .sorted(Comparator.comparingInt(file -> LAST.indexOf(file.getFileName().toString().replace(".pid", ""))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
