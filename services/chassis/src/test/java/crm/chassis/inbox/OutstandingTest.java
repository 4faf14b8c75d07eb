package crm.chassis.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Up to which delivery the broker may be told in one word. */
class OutstandingTest {

    private final Outstanding outstanding = new Outstanding();

    @Test
    void all_that_is_done_in_one_go_is_told_in_one_word() {
        arrive(1, 5);
        assertEquals(3, outstanding.upTo(List.of(1L, 2L, 3L)));
        assertEquals(5, outstanding.upTo(List.of(4L, 5L)));
    }

    @Test
    void nothing_is_told_past_a_delivery_that_is_still_worked_on() {
        arrive(1, 5);
        assertEquals(2, outstanding.upTo(List.of(1L, 2L, 4L, 5L)), "3 is on its way to the dead letters");
        assertEquals(0, outstanding.upTo(List.of(4L, 5L)));
        outstanding.settled(3);
        assertEquals(5, outstanding.upTo(List.of(4L, 5L)));
    }

    @Test
    void a_delivery_that_was_passed_over_is_waited_for() {
        outstanding.arrived(2);
        assertEquals(0, outstanding.upTo(List.of(2L)));
        outstanding.arrived(1);
        assertEquals(2, outstanding.upTo(List.of(1L, 2L)));
    }

    private void arrive(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(outstanding::arrived);
    }
}
