package crm.e2e.reliability;

import crm.e2e.platform.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * People who write one record after the other to the instances in a rotation, as the service of a cluster spreads them. A request that fails
 * is counted and then repeated under its key, with whoever is in the rotation then.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int PEOPLE = 4;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);

    private final List<Api> rotation = new CopyOnWriteArrayList<>();
    private final String path;
    private final String field;
    private final String name;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ReadWriteLock changes = new ReentrantReadWriteLock(true);
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    private volatile boolean over;

    /** @param field that gets a name of its own in each record, which begins with {@code name} */
    SteadyLoad(String path, String field, String name, Api... instances) {
        this.path = path;
        this.field = field;
        this.name = name;
        rotation.addAll(List.of(instances));
        for (int i = 0; i < PEOPLE; i++) {
            people.submit(this::write);
        }
    }

    private void write() {
        while (!over) {
            int number = begun.incrementAndGet();
            String record = name + " " + number;
            int status = attempt(record, number);
            if (status != 201) {
                failed.incrementAndGet();
            }
            for (int again = 1; status != 201; again++) {
                LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
                status = attempt(record, number + again);
            }
            acknowledged.add(record);
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
    }

    private int attempt(String record, int turn) {
        changes.readLock().lock();
        try {
            return rotation.get(turn % rotation.size()).post(path, Map.of(field, record), "Idempotency-Key", record).status();
        } catch (UncheckedIOException refused) {
            return 0;
        } finally {
            changes.readLock().unlock();
        }
    }

    /** Returns when nobody asks this instance any more. */
    void takeOut(Api instance) {
        changes.writeLock().lock();
        rotation.remove(instance);
        changes.writeLock().unlock();
    }

    void putIn(Api instance) {
        rotation.add(instance);
    }

    int failed() {
        return failed.get();
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Lets everybody finish what they are at. */
    void end() throws InterruptedException {
        over = true;
        people.shutdown();
        if (!people.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("somebody gets no answer");
        }
    }

    @Override
    public void close() {
        over = true;
        people.shutdownNow();
    }
}
