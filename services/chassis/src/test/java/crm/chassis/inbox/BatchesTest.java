package crm.chassis.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a batch begins, and what is in it. */
class BatchesTest {

    private static final long MILLISECOND = 1_000_000;

    private final List<List<Integer>> begun = new ArrayList<>();
    private final List<UniEmitter<? super Void>> atWork = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5 * MILLISECOND;

    @Test
    void what_comes_after_a_pause_is_a_batch_at_once() {
        Batches<Integer> batches = gathering(25);
        batches.add("q", 1, this::work);
        assertEquals(List.of(List.of(1)), begun);
        finish();
        now += 25 * MILLISECOND;
        batches.add("q", 2, this::work);
        assertEquals(List.of(List.of(1), List.of(2)), begun);
    }

    @Test
    void what_comes_soon_after_a_batch_began_is_gathered_until_the_time_is_over() {
        Batches<Integer> batches = gathering(25);
        batches.add("q", 1, this::work);
        finish();
        now += 5 * MILLISECOND;
        batches.add("q", 2, this::work);
        now += 5 * MILLISECOND;
        batches.add("q", 3, this::work);
        assertEquals(List.of(List.of(1)), begun);
        assertEquals(List.of(20L), waits, "one timer for all of them");

        now += 15 * MILLISECOND;
        timers.remove(0).run();
        assertEquals(List.of(List.of(1), List.of(2, 3)), begun);
    }

    @Test
    void a_timer_that_is_early_waits_for_the_rest() {
        Batches<Integer> batches = gathering(25);
        batches.add("q", 1, this::work);
        finish();
        batches.add("q", 2, this::work);
        now += 24 * MILLISECOND + 1;
        timers.remove(0).run();
        assertEquals(List.of(25L, 1L), waits);
        now += MILLISECOND;
        timers.remove(0).run();
        assertEquals(List.of(List.of(1), List.of(2)), begun);
    }

    @Test
    void two_batches_of_a_queue_never_run_at_once_however_long_one_takes() {
        Batches<Integer> batches = gathering(25);
        batches.add("q", 1, this::work);
        now += 100 * MILLISECOND;
        batches.add("q", 2, this::work);
        batches.add("other", 3, this::work);
        assertEquals(List.of(List.of(1), List.of(3)), begun);
        finish();
        assertEquals(List.of(List.of(1), List.of(3), List.of(2)), begun);
    }

    @Test
    void enough_for_a_batch_wait_for_no_more() {
        Batches<Integer> batches = gathering(25);
        batches.add("q", 0, this::work);
        finish();
        IntStream.rangeClosed(1, 50).forEach(i -> batches.add("q", i, this::work));
        assertEquals(List.of(1, 50), begun.stream().map(List::size).toList());
    }

    @Test
    void where_nothing_is_gathered_a_batch_begins_when_the_last_one_is_over() {
        Batches<Integer> batches = gathering(0);
        batches.add("q", 1, this::work);
        batches.add("q", 2, this::work);
        batches.add("q", 3, this::work);
        finish();
        assertEquals(List.of(List.of(1), List.of(2, 3)), begun);
        assertEquals(List.of(), waits);
    }

    private Batches<Integer> gathering(long millis) {
        return new Batches<>(500, Duration.ofMillis(millis), (wait, task) -> {
            waits.add(wait);
            timers.add(task);
        }, () -> now);
    }

    private Uni<Void> work(List<Integer> batch) {
        begun.add(batch);
        return Uni.createFrom().emitter(atWork::add);
    }

    /** The oldest batch at work is over. */
    private void finish() {
        atWork.remove(0).complete(null);
    }
}
