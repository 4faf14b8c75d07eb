package crm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU time of processes in milliseconds, from /proc (proc(5): user and system time in ticks of 10 ms, all threads). */
final class CpuTime {

    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;

    private CpuTime() {}

    static long ofAll(Collection<Long> processes) {
        return processes.stream().mapToLong(CpuTime::of).sum();
    }

    /** That of each part of the platform, by its name. */
    static Map<String, Long> ofParts(Platform platform) {
        Map<String, Long> parts = new TreeMap<>();
        platform.processesOfParts().forEach((part, processes) -> parts.put(part, ofAll(processes)));
        return parts;
    }

    /** What the compilers of the Java processes used of it, which a platform that has run for a while spends no more. */
    static long ofCompilers(Collection<Long> processes) {
        return processes.stream().flatMap(process -> threads(Path.of("/proc/" + process + "/task"))).filter(CpuTime::compiles).mapToLong(CpuTime::of).sum();
    }

    private static Stream<Path> threads(Path tasks) {
        try (Stream<Path> each = Files.list(tasks)) {
            return each.toList().stream();
        } catch (IOException ended) {
            return Stream.empty();
        }
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler(?s:.*)");
        } catch (IOException ended) {
            return false;
        }
    }

    /** What the platform burns while nobody asks it for anything, in words. */
    static String idle(Platform platform, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        Map<String, Long> before = ofParts(platform);
        Thread.sleep(seconds * 1_000L);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<String, Long> used = new TreeMap<>();
        ofParts(platform).forEach((part, millis) -> used.put(part, millis - before.getOrDefault(part, 0L)));
        return String.format(Locale.ROOT, "CPU ms a second with nothing to do: %.1f, of which %s", used.values().stream().mapToLong(Long::longValue).sum() / elapsed,
                used.entrySet().stream().map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue() / elapsed)).collect(Collectors.joining(" ")));
    }

    /** What each part used since, for each of so many pieces of work, in words. */
    static String since(Map<String, Long> before, Platform platform, int pieces) {
        return ofParts(platform).entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), (part.getValue() - before.getOrDefault(part.getKey(), 0L)) / (double) pieces))
                .collect(Collectors.joining(" "));
    }

    private static long of(long pid) {
        return of(Path.of("/proc/" + pid));
    }

    private static long of(Path processOrThread) {
        try {
            String stat = Files.readString(processOrThread.resolve("stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[USER_TIME + 1])) * MILLIS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
