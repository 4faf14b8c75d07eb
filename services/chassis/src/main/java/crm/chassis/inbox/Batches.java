package crm.chassis.inbox;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Gathers what arrives for a queue while its last batch is worked on. Nothing is waited for: a single message is a batch of
 * one at once, and the busier a queue is, the larger its batches become, up to a bound.
 */
final class Batches<T> {

    private final int most;
    private final Map<String, Waiting<T>> byQueue = new ConcurrentHashMap<>();

    /** @param most messages of a batch; more than the prefetch of a channel never wait */
    Batches(int most) {
        this.most = most;
    }

    private static final class Waiting<T> {
        private final Queue<T> items = new ArrayDeque<>();
        private boolean working;
    }

    /** Adds an item; {@code work} never fails, since it tells the broker itself what became of each. */
    void add(String queue, T item, Function<List<T>, Uni<Void>> work) {
        Waiting<T> waiting = byQueue.computeIfAbsent(queue, any -> new Waiting<>());
        synchronized (waiting) {
            waiting.items.add(item);
            if (waiting.working) {
                return;
            }
            waiting.working = true;
        }
        next(waiting, work);
    }

    private void next(Waiting<T> waiting, Function<List<T>, Uni<Void>> work) {
        List<T> batch = new ArrayList<>();
        synchronized (waiting) {
            while (batch.size() < most && !waiting.items.isEmpty()) {
                batch.add(waiting.items.poll());
            }
            if (batch.isEmpty()) {
                waiting.working = false;
                return;
            }
        }
        work.apply(batch).subscribe().with(done -> next(waiting, work), fault -> next(waiting, work));
    }
}
