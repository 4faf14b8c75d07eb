package crm.chassis.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * When somebody is at work: hours of the week in a time zone, without holidays. It is open whenever the clock on the
 * wall shows an open hour of a day that is no holiday, so an hour that the clock shows twice is open twice and one that
 * it skips is not there. Durations are real seconds within open hours; results are exact to the nanosecond.
 */
public final class BusinessHours {

    /** The longest duration that is ever counted, in open time. */
    public static final Duration LONGEST = Duration.ofDays(3_660);

    private static final Duration LEAST_OF_A_WEEK = Duration.ofHours(1);
    private static final int MOST_HOLIDAYS = 1_000;
    private static final BusinessHours ALWAYS = new BusinessHours(ZoneOffset.UTC, everyDay(), Set.of());

    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
    private final Set<LocalDate> holidays;

    private BusinessHours(ZoneId zone, Map<DayOfWeek, List<OpenHours>> week, Set<LocalDate> holidays) {
        this.zone = zone;
        this.holidays = new TreeSet<>(holidays);
        week.forEach((day, hours) -> this.week.put(day, OpenHours.inOrder(hours)));
        Duration open = this.week.values().stream().flatMap(List::stream).map(OpenHours::length).reduce(Duration.ZERO, Duration::plus);
        if (open.compareTo(LEAST_OF_A_WEEK) < 0) {
            throw new IllegalArgumentException("At least one hour of the week has to be open.");
        }
        if (holidays.size() > MOST_HOLIDAYS) {
            throw new IllegalArgumentException("There can be at most " + MOST_HOLIDAYS + " holidays.");
        }
    }

    /** Open at all times. */
    public static BusinessHours always() {
        return ALWAYS;
    }

    /**
     * Hours of the week in a zone.
     *
     * @throws IllegalArgumentException with a sentence for people, where hours overlap or less than an hour of the week is open
     */
    public static BusinessHours of(ZoneId zone, Map<DayOfWeek, List<OpenHours>> week, Set<LocalDate> holidays) {
        return new BusinessHours(zone, week, holidays);
    }

    /**
     * Reads the form in which hours are stored and sent: {@code {"timeZone":"Europe/Berlin","monday":"09:00-12:00,
     * 13:00-17:00",…,"holidays":["2026-12-25"]}}. Without any day it is open at all times that are no holidays.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static BusinessHours of(Map<String, ?> stored) {
        return BusinessHoursText.read(stored);
    }

    /** The form that {@link #of(Map)} reads. */
    public Map<String, Object> toMap() {
        return BusinessHoursText.write(zone, week, holidays);
    }

    static Map<DayOfWeek, List<OpenHours>> everyDay() {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(OpenHours.WHOLE_DAY));
        }
        return week;
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isOpen(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        return hoursOf(local.toLocalDate()).stream().anyMatch(hours -> hours.contains(local.toLocalTime()));
    }

    /**
     * The earliest moment by which this much open time has passed since {@code start}: what ends with the day's last
     * second is due when it closes, and nothing is due at once.
     *
     * @throws IllegalArgumentException where the duration is negative or longer than {@link #LONGEST}
     */
    public Instant plus(Instant start, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A duration has to be between 0 and " + LONGEST.toDays() + " days.");
        }
        if (duration.isZero()) {
            return start;
        }
        Counting counting = new Counting(duration);
        walk(start, Instant.MAX, counting);
        return counting.reached;
    }

    /** How much open time lies between two moments; zero where the second is not after the first. */
    public Duration between(Instant start, Instant end) {
        if (!end.isAfter(start)) {
            return Duration.ZERO;
        }
        Counting counting = new Counting(null);
        walk(start, end, counting);
        return counting.passed;
    }

    /** Adds up open time; stops when what is wanted has passed. */
    private static final class Counting implements BiPredicate<Instant, Instant> {
        private final Duration wanted;
        private Duration passed = Duration.ZERO;
        private Instant reached;

        Counting(Duration wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(Instant from, Instant to) {
            Duration open = Duration.between(from, to);
            if (wanted != null && passed.plus(open).compareTo(wanted) >= 0) {
                reached = from.plus(wanted.minus(passed));
                return false;
            }
            passed = passed.plus(open);
            return true;
        }
    }

    /**
     * Shows the open stretches between two moments in their order, until the taker has enough. Goes from one change of
     * the zone's offset to the next: in between, days follow each other and a day's hours are where they should be.
     */
    private void walk(Instant start, Instant end, BiPredicate<Instant, Instant> taker) {
        Instant from = start;
        while (from.isBefore(end)) {
            ZoneOffset offset = zone.getRules().getOffset(from);
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            Instant to = change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
            if (!walkDays(from, to, offset, taker)) {
                return;
            }
            from = to;
        }
    }

    private boolean walkDays(Instant from, Instant to, ZoneOffset offset, BiPredicate<Instant, Instant> taker) {
        LocalDate date = LocalDateTime.ofEpochSecond(from.getEpochSecond(), from.getNano(), offset).toLocalDate();
        while (date.atStartOfDay().toInstant(offset).isBefore(to)) {
            for (OpenHours hours : hoursOf(date)) {
                Instant opens = later(from, hours.opens(date).toInstant(offset));
                Instant closes = earlier(to, hours.closes(date).toInstant(offset));
                if (opens.isBefore(closes) && !taker.test(opens, closes)) {
                    return false;
                }
            }
            date = date.plusDays(1);
        }
        return true;
    }

    private Collection<OpenHours> hoursOf(LocalDate date) {
        return holidays.contains(date) ? List.of() : week.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessHours that && zone.equals(that.zone) && week.equals(that.week) && holidays.equals(that.holidays);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, week, holidays);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
