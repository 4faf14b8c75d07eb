package crm.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A note of a process that the launcher started: its id and its start time. A process is only ever taken for ours when both
 * fit, since ids are given out again after a reboot or a long time.
 */
public record ProcessRecord(long pid, Instant started) {

    /** Start times are read from kernel ticks and the boot time, which may differ by a rounding. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    public void writeTo(Path file) throws IOException {
        Files.writeString(file, pid + " " + started.toEpochMilli() + "\n");
    }

    /** Empty when there is no record or it cannot be understood, as after a crash while writing it. */
    public static Optional<ProcessRecord> read(Path file) {
        try {
            String[] words = Files.readString(file).trim().split(" ");
            return Optional.of(new ProcessRecord(Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1]))));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The process, if it still is the one that was recorded. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info().startInstant()
                .map(actual -> Duration.between(actual, started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
