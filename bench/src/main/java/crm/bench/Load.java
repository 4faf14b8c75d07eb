package crm.bench;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Repeats a piece of work over so many connections for so many seconds, each connection one request at a time. */
final class Load {

    private static final int MOST_REQUESTS = 2_000_000;

    private final Platform platform;
    private final Supplier<Future<Void>> work;
    private final long[] nanos = new long[MOST_REQUESTS];
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String failure;

    Load(Platform platform, Supplier<Future<Void>> work) {
        this.platform = platform;
        this.work = work;
    }

    /** What a run found: rate and latencies of the requests that succeeded, CPU of the platform by request. */
    record Measured(double perSecond, double p50Millis, double p99Millis, double cpuMillis, double compilingMillis, String cpuMillisOfParts, int failed, String failure) {}

    Measured run(int connections, int seconds) throws InterruptedException {
        long compilingBefore = CpuTime.ofCompilers(platform.processes());
        Map<String, Long> partsBefore = CpuTime.ofParts(platform);
        long cpuBefore = CpuTime.ofAll(platform.processes());
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        CountDownLatch running = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            next(end, running);
        }
        if (!running.await(seconds + 60L, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The platform stopped answering.");
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpu = CpuTime.ofAll(platform.processes()) - cpuBefore;
        int requests = done.get();
        String cpuOfParts = CpuTime.since(partsBefore, platform, Math.max(1, requests));
        double compiling = CpuTime.ofCompilers(platform.processes()) - compilingBefore;
        long[] sorted = Arrays.copyOf(nanos, Math.min(requests, nanos.length));
        Arrays.sort(sorted);
        return new Measured(requests / elapsed, at(sorted, 0.5), at(sorted, 0.99), requests == 0 ? 0 : cpu / requests, requests == 0 ? 0 : compiling / requests,
                cpuOfParts, failed.get(), failure);
    }

    private void next(long end, CountDownLatch running) {
        if (System.nanoTime() >= end || done.get() >= MOST_REQUESTS || failed.get() > 1_000) {
            running.countDown();
            return;
        }
        long begin = System.nanoTime();
        work.get().onComplete(outcome -> {
            if (outcome.succeeded()) {
                int index = done.getAndIncrement();
                if (index < nanos.length) {
                    nanos[index] = System.nanoTime() - begin;
                }
            } else {
                failed.incrementAndGet();
                failure = outcome.cause().getMessage();
            }
            next(end, running);
        });
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
