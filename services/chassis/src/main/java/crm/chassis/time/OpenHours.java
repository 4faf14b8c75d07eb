package crm.chassis.time;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of one day in which it is open, by the clock on the wall.
 *
 * @param from the first moment
 * @param to the moment it closes, which is not open any more; midnight stands for the end of the day
 */
public record OpenHours(LocalTime from, LocalTime to) {

    public static final OpenHours WHOLE_DAY = new OpenHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public OpenHours {
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw new IllegalArgumentException("Hours have to begin before they end, and end on the same day.");
        }
    }

    /** Hours of one day, sorted; refuses those that overlap. */
    static List<OpenHours> inOrder(List<OpenHours> hours) {
        List<OpenHours> sorted = hours.stream().sorted(Comparator.comparing(OpenHours::from)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            OpenHours before = sorted.get(i - 1);
            if (before.toMidnight() || before.to.isAfter(sorted.get(i).from)) {
                throw new IllegalArgumentException("Hours of one day must not overlap.");
            }
        }
        return sorted;
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(from) && (toMidnight() || time.isBefore(to));
    }

    LocalDateTime opens(LocalDate date) {
        return date.atTime(from);
    }

    LocalDateTime closes(LocalDate date) {
        return toMidnight() ? date.plusDays(1).atStartOfDay() : date.atTime(to);
    }

    Duration length() {
        return Duration.between(opens(LocalDate.EPOCH), closes(LocalDate.EPOCH));
    }

    boolean toMidnight() {
        return to.equals(LocalTime.MIDNIGHT);
    }
}
