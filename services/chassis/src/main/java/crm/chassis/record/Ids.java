package crm.chassis.record;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import crm.chassis.problem.Problem;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers of records: UUID version 7 (RFC 9562), made by the application before anything is stored. */
public final class Ids {

    private static final TimeOrderedEpochFactory IDS = by(Clock.systemUTC());

    private Ids() {}

    /** A new identifier; later ones of the same process sort after earlier ones, also when the clock is set back. */
    public static UUID next() {
        return IDS.create();
    }

    /** Identifiers by a clock. One that is set back stands still here until it has caught up; the identifiers go on counting. */
    static TimeOrderedEpochFactory by(Clock clock) {
        AtomicLong latest = new AtomicLong();
        return TimeOrderedEpochFactory.builder().withIncrementPlus1().withTimeFunction(() -> latest.accumulateAndGet(clock.millis(), Math::max)).build();
    }

    /**
     * Reads an identifier out of a path.
     *
     * @throws Problem 404 where the text is no identifier, since no record can have it
     */
    public static UUID ofPath(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException noIdentifier) {
            // answered below like any identifier that nothing has
        }
        throw Problem.notFound();
    }
}
