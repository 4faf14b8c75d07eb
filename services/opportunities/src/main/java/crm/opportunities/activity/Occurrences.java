package crm.opportunities.activity;

import java.time.Instant;
import java.util.List;

/** When an activity that comes again will be, beyond the one that is there. */
public final class Occurrences {

    private Occurrences() {}

    /** The moments of a series after one of them and until another moment, a number of them at most. */
    public static List<Instant> of(String rule, String timeZone, Instant start, Instant after, Instant until, int most) {
        return Recurrence.of(rule, timeZone).between(start, after, until, most);
    }
}
