package crm.chassis.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import crm.chassis.testing.JumpingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void identifiersStayInOrderAndDifferWhateverTheClockDoes() {
        JumpingClock clock = new JumpingClock();
        TimeOrderedEpochFactory ids = Ids.by(clock);
        List<UUID> made = new ArrayList<>();
        for (Duration jump : List.of(Duration.ZERO, Duration.ofDays(400), Duration.ofDays(-800), Duration.ofMillis(1), Duration.ofSeconds(-11), Duration.ofDays(500))) {
            clock.jump(jump);
            for (int i = 0; i < 1_000; i++) {
                made.add(ids.create());
            }
        }

        assertEquals(made.stream().sorted(Comparator.comparing(UUID::toString)).toList(), made);
        assertEquals(6_000, new HashSet<>(made).size());
        assertEquals(List.of(7), made.stream().map(UUID::version).distinct().toList());
    }
}
