package crm.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long requests of one kind took, and how many failed. Written by one thread or many. */
final class Latencies {

    private static final int MOST = 1_000_000;

    private final long[] nanos = new long[MOST];
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String failure;

    void took(long duration) {
        int index = done.getAndIncrement();
        if (index < MOST) {
            nanos[index] = duration;
        }
    }

    void failed(Throwable cause) {
        failed.incrementAndGet();
        failure = cause.getMessage();
    }

    int count() {
        return done.get();
    }

    int failures() {
        return failed.get();
    }

    /** The last failure; null where there was none. */
    String failure() {
        return failure;
    }

    /** Milliseconds within which this share of the requests was answered; 0 where there was none. */
    double millisAt(double share) {
        long[] sorted = Arrays.copyOf(nanos, Math.min(done.get(), MOST));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
