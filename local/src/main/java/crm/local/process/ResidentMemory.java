package crm.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that processes hold, memory shared between them counted once by shares (PSS); zero where the system does not tell. */
public final class ResidentMemory {

    private ResidentMemory() {
    }

    public static long megabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The process and all that it started. */
    public static long ofTree(long pid) {
        return megabytes(pid) + ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants)
                .mapToLong(child -> megabytes(child.pid())).sum();
    }
}
