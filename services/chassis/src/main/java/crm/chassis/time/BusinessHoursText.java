package crm.chassis.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Business hours as they are stored and sent. */
final class BusinessHoursText {

    private static final String ZONE = "timeZone";
    private static final String HOLIDAYS = "holidays";
    private static final String END_OF_DAY = "24:00";

    private BusinessHoursText() {}

    static BusinessHours read(Map<String, ?> stored) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (stored.get(name(day)) instanceof String hours && !hours.isBlank()) {
                week.put(day, Stream.of(hours.split(",", -1)).map(stretch -> stretch(day, stretch.strip())).toList());
            }
        }
        return BusinessHours.of(zone(stored.get(ZONE)), week.isEmpty() ? BusinessHours.everyDay() : week, holidays(stored.get(HOLIDAYS)));
    }

    static Map<String, Object> write(ZoneId zone, Map<DayOfWeek, List<OpenHours>> week, Collection<LocalDate> holidays) {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put(ZONE, zone.getId());
        week.forEach((day, hours) -> stored.put(name(day), hours.stream().map(BusinessHoursText::stretch).collect(Collectors.joining(","))));
        if (!holidays.isEmpty()) {
            stored.put(HOLIDAYS, holidays.stream().map(LocalDate::toString).toList());
        }
        return stored;
    }

    private static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(Object id) {
        try {
            return ZoneId.of(id == null ? "Z" : id.toString());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("timeZone has to be the name of a time zone, as in Europe/Berlin.");
        }
    }

    private static OpenHours stretch(DayOfWeek day, String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new OpenHours(LocalTime.parse(ends[0]), ends[1].equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]));
            }
        } catch (DateTimeException unreadable) {
            // answered below like anything that is not two times
        }
        throw new IllegalArgumentException(name(day) + " has to be written like 09:00-12:00,13:00-17:00, up to 24:00.");
    }

    private static String stretch(OpenHours hours) {
        return hours.from() + "-" + (hours.toMidnight() ? END_OF_DAY : hours.to());
    }

    private static Set<LocalDate> holidays(Object listed) {
        Set<LocalDate> holidays = new TreeSet<>();
        if (listed instanceof Collection<?> days) {
            days.forEach(day -> holidays.add(date(day)));
        }
        return holidays;
    }

    private static LocalDate date(Object day) {
        try {
            return LocalDate.parse(day.toString());
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("A holiday is written like 2026-12-25.");
        }
    }
}
