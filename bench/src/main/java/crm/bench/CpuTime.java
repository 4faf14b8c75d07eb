package crm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** CPU time of processes in milliseconds, from /proc (proc(5): user and system time in ticks of 10 ms, all threads). */
final class CpuTime {

    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;

    private CpuTime() {}

    static long ofAll(Collection<Long> processes) {
        return processes.stream().mapToLong(CpuTime::of).sum();
    }

    private static long of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[USER_TIME + 1])) * MILLIS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
