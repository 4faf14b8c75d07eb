package crm.cases.sla;

import crm.chassis.time.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When what was promised is due. Time counts while it is open and the clock is not stopped. */
public final class Promise {

    /**
     * A stretch in which the clock stands still.
     *
     * @param to when it went on; null while it lasts
     */
    public record Stop(Instant from, Instant to) {}

    private Promise() {}

    /**
     * The moment by which the promised time has passed; null where the clock is stopped before that.
     *
     * @param stops in their order, none of which overlap
     */
    public static Instant due(BusinessHours hours, Instant start, Duration promised, List<Stop> stops) {
        Instant runningFrom = start;
        Duration left = promised;
        for (Stop stop : stops) {
            Duration run = hours.between(runningFrom, stop.from());
            if (run.compareTo(left) >= 0) {
                return hours.plus(runningFrom, left);
            }
            if (stop.to() == null) {
                return null;
            }
            left = left.minus(run);
            runningFrom = stop.to();
        }
        return hours.plus(runningFrom, left);
    }

    /** Open time within the stops that are over. */
    public static Duration stopped(BusinessHours hours, List<Stop> stops) {
        return stops.stream().filter(stop -> stop.to() != null)
                .map(stop -> hours.between(stop.from(), stop.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
