package crm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Memory of all processes: proportional set size, so that shared pages are counted once. */
final class Memory {

    private Memory() {}

    static String of(Platform platform) {
        return String.format(Locale.ROOT, "memory of all processes: %,d MB", megabytes(platform));
    }

    static long megabytes(Platform platform) {
        return platform.processes().stream().mapToLong(Memory::kilobytes).sum() / 1024;
    }

    private static long kilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst().orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
