package crm.chassis.inbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Gathers what arrives for a queue while its last batch is worked on, and until a stated time has passed since that one began:
 * a transaction for a few messages costs hardly more than one for a single message. What arrives after a pause is a batch at
 * once, so nobody waits longer than that time, and the busier a queue is, the larger its batches become, up to a bound.
 */
final class Batches<T> {

    /** So many make a batch that pays for itself, and wait for no more. */
    private static final int ENOUGH = 50;

    private final int most;
    private final long gatherNanos;
    private final BiConsumer<Long, Runnable> timer;
    private final LongSupplier nanos;
    private final Map<String, Waiting<T>> byQueue = new ConcurrentHashMap<>();

    /**
     * @param most messages of a batch; more than the prefetch of a channel never wait
     * @param gather time from the start of a batch to that of the next; zero waits for nothing but the end of the last
     * @param timer runs something after so many milliseconds, one at least
     * @param nanos a clock that only moves forward
     */
    Batches(int most, Duration gather, BiConsumer<Long, Runnable> timer, LongSupplier nanos) {
        this.most = most;
        this.gatherNanos = gather.toNanos();
        this.timer = timer;
        this.nanos = nanos;
    }

    private static final class Waiting<T> {
        private final Queue<T> items = new ArrayDeque<>();
        private boolean working;
        private boolean pausing;
        private long nextNanos;

        private Waiting(long now) {
            nextNanos = now;
        }
    }

    /** Adds an item; {@code work} never fails, since it tells the broker itself what became of each. */
    void add(String queue, T item, Function<List<T>, Uni<Void>> work) {
        Waiting<T> waiting = byQueue.computeIfAbsent(queue, any -> new Waiting<>(nanos.getAsLong()));
        synchronized (waiting) {
            waiting.items.add(item);
        }
        next(waiting, work);
    }

    private void next(Waiting<T> waiting, Function<List<T>, Uni<Void>> work) {
        List<T> batch = new ArrayList<>();
        synchronized (waiting) {
            if (waiting.working || waiting.items.isEmpty()) {
                return;
            }
            long now = nanos.getAsLong();
            long early = waiting.nextNanos - now;
            if (early > 0 && waiting.items.size() < ENOUGH) {
                pause(waiting, early, work);
                return;
            }
            waiting.nextNanos = now + gatherNanos;
            while (batch.size() < most && !waiting.items.isEmpty()) {
                batch.add(waiting.items.poll());
            }
            waiting.working = true;
        }
        work.apply(batch).subscribe().with(done -> over(waiting, work), fault -> over(waiting, work));
    }

    private void over(Waiting<T> waiting, Function<List<T>, Uni<Void>> work) {
        synchronized (waiting) {
            waiting.working = false;
        }
        next(waiting, work);
    }

    private void pause(Waiting<T> waiting, long early, Function<List<T>, Uni<Void>> work) {
        if (waiting.pausing) {
            return;
        }
        waiting.pausing = true;
        timer.accept(Math.max(1, TimeUnit.NANOSECONDS.toMillis(early)), () -> {
            synchronized (waiting) {
                waiting.pausing = false;
            }
            next(waiting, work);
        });
    }
}
