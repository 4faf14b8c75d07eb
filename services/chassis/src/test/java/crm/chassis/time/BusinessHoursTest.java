package crm.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {

    private static final BusinessHours BERLIN = BusinessHours.of(Map.of("timeZone", "Europe/Berlin",
            "monday", "09:00-17:00", "tuesday", "09:00-17:00", "wednesday", "09:00-17:00", "thursday", "09:00-17:00",
            "friday", "09:00-12:00, 13:00-17:00", "holidays", List.of("2026-12-25")));

    @Test
    void countsOverTheWeekend() {
        // Friday 16:30 in Berlin: half an hour is left, the rest is on Monday
        assertThat(BERLIN.plus(Instant.parse("2026-11-27T15:30:00Z"), Duration.ofMinutes(90))).isEqualTo("2026-11-30T09:00:00Z");
        assertThat(BERLIN.between(Instant.parse("2026-11-27T15:30:00Z"), Instant.parse("2026-11-30T09:00:00Z"))).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void leavesHolidaysAndTheNoonBreakOut() {
        assertThat(BERLIN.plus(Instant.parse("2026-12-24T15:59:59Z"), Duration.ofSeconds(2))).isEqualTo("2026-12-28T08:00:01Z");
        assertThat(BERLIN.plus(Instant.parse("2026-11-27T10:59:00Z"), Duration.ofMinutes(2))).isEqualTo("2026-11-27T12:01:00Z");
    }

    @Test
    void isDueWhenTheDayClosesRatherThanWhenTheNextOneOpens() {
        assertThat(BERLIN.plus(Instant.parse("2026-11-27T15:30:00Z"), Duration.ofMinutes(30))).isEqualTo("2026-11-27T16:00:00Z");
        assertThat(BERLIN.plus(Instant.parse("2026-11-28T12:00:00Z"), Duration.ZERO)).isEqualTo("2026-11-28T12:00:00Z");
        assertThat(BERLIN.between(Instant.parse("2026-11-30T09:00:00Z"), Instant.parse("2026-11-27T15:30:00Z"))).isZero();
    }

    @Test
    void countsRealSecondsWhereTheClockIsPutForwardOrBack() {
        BusinessHours nights = BusinessHours.of(Map.of("timeZone", "Europe/Berlin", "sunday", "01:00-04:00"));
        // 29 March 2026: 02:00 becomes 03:00, so two hours are open; 25 October: 03:00 becomes 02:00, so four are
        assertThat(nights.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z"))).isEqualTo(Duration.ofHours(2));
        assertThat(nights.between(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T12:00:00Z"))).isEqualTo(Duration.ofHours(4));
        assertThat(nights.plus(Instant.parse("2026-10-25T00:30:00Z"), Duration.ofHours(2))).isEqualTo("2026-10-25T02:30:00Z");
    }

    @Test
    void isOpenTwiceWhereTheClockShowsTheHourTwice() {
        BusinessHours half = BusinessHours.of(Map.of("timeZone", "Europe/Berlin", "sunday", "01:30-02:30"));
        assertThat(half.plus(Instant.parse("2026-10-24T12:00:00Z"), Duration.ofMinutes(70))).isEqualTo("2026-10-25T01:10:00Z");
    }

    @Test
    void isAlwaysOpenWithoutHours() {
        assertThat(BusinessHours.always().plus(Instant.parse("2026-12-25T23:59:59Z"), Duration.ofSeconds(86_401))).isEqualTo("2026-12-27T00:00:00Z");
        assertThat(BusinessHours.of(Map.of("holidays", List.of("2026-12-26"))).plus(Instant.parse("2026-12-25T23:00:00Z"), Duration.ofHours(2)))
                .isEqualTo("2026-12-27T01:00:00Z");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(BusinessHours.of(BERLIN.toMap())).isEqualTo(BERLIN);
        assertThat(BERLIN.toMap()).containsEntry("friday", "09:00-12:00,13:00-17:00").containsEntry("holidays", List.of("2026-12-25"));
        assertThat(BusinessHours.always().toMap()).containsEntry("sunday", "00:00-24:00");
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused("At least one hour of the week has to be open.", Map.of("monday", "09:00-09:30"));
        refused("Hours of one day must not overlap.", Map.of("monday", "09:00-24:00,23:00-23:30"));
        refused("Hours have to begin before they end, and end on the same day.", Map.of("monday", "22:00-06:00"));
        refused("monday has to be written like 09:00-12:00,13:00-17:00, up to 24:00.", Map.of("monday", "9 to 5"));
        refused("timeZone has to be the name of a time zone, as in Europe/Berlin.", Map.of("timeZone", "Mars/Olympus"));
        refused("A holiday is written like 2026-12-25.", Map.of("holidays", List.of("25.12.2026")));
    }

    private static void refused(String why, Map<String, ?> stored) {
        assertThatThrownBy(() -> BusinessHours.of(stored)).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }

    /** Looks at the clock on the wall each second (or minute) of a stretch, which is slow and hard to get wrong. */
    @Test
    void agreesWithSomebodyWhoWatchesTheClock() {
        Random random = new Random(20_261_125);
        List<String> zones = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
                "America/Sao_Paulo", "Africa/Cairo", "America/Havana", "Asia/Tehran", "UTC");
        for (int round = 0; round < 2_000; round++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            boolean seconds = round % 20 == 0;
            Watched watched = Watched.random(random, zone, seconds);
            Instant start = Instant.parse("2009-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(12 * 525_600) + (seconds ? random.nextInt(60) : 0));
            if (random.nextBoolean() && zone.getRules().nextTransition(start) != null) {
                start = zone.getRules().nextTransition(start).getInstant().minusSeconds(60L * random.nextInt(1_500));
            }
            int step = seconds ? 1 : 60;
            Instant end = start.plusSeconds((long) step * (1 + random.nextInt(seconds ? 90_000 : 6_000)));
            watched.check(start, end, step);
        }
    }

    private record Watched(ZoneId zone, Map<DayOfWeek, List<LocalTime[]>> week, Set<LocalDate> holidays, BusinessHours hours) {

        static Watched random(Random random, ZoneId zone, boolean seconds) {
            Map<DayOfWeek, List<LocalTime[]>> week = new EnumMap<>(DayOfWeek.class);
            Map<DayOfWeek, List<OpenHours>> described = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                TreeSet<Integer> ends = new TreeSet<>();
                int count = day == DayOfWeek.MONDAY ? 2 : 2 * random.nextInt(3);
                while (ends.size() < count) {
                    ends.add(seconds ? random.nextInt(86_400) : 60 * random.nextInt(1_440));
                }
                List<Integer> at = new ArrayList<>(ends);
                for (int i = 0; i < at.size(); i += 2) {
                    LocalTime[] stretch = {LocalTime.ofSecondOfDay(at.get(i)), LocalTime.ofSecondOfDay(at.get(i + 1))};
                    week.computeIfAbsent(day, any -> new ArrayList<>()).add(stretch);
                    described.computeIfAbsent(day, any -> new ArrayList<>()).add(new OpenHours(stretch[0], stretch[1]));
                }
            }
            week.put(DayOfWeek.TUESDAY, List.<LocalTime[]>of(new LocalTime[] {LocalTime.of(0, 0), LocalTime.of(0, 0)}));
            described.put(DayOfWeek.TUESDAY, List.of(OpenHours.WHOLE_DAY));
            Set<LocalDate> holidays = new TreeSet<>();
            LocalDate day = LocalDate.of(2009, 1, 1);
            for (int i = 0; i < 400; i++) {
                day = day.plusDays(1 + random.nextInt(20));
                holidays.add(day);
            }
            return new Watched(zone, week, holidays, BusinessHours.of(zone, described, holidays));
        }

        boolean open(Instant moment) {
            ZonedDateTime wall = moment.atZone(zone);
            LocalTime time = wall.toLocalTime();
            return !holidays.contains(wall.toLocalDate()) && week.getOrDefault(wall.getDayOfWeek(), List.of()).stream()
                    .anyMatch(stretch -> !time.isBefore(stretch[0]) && (stretch[1].equals(LocalTime.MIDNIGHT) || time.isBefore(stretch[1])));
        }

        void check(Instant start, Instant end, int step) {
            long open = 0;
            Instant lastOpen = null;
            for (Instant at = start; at.isBefore(end); at = at.plusSeconds(step)) {
                if (open(at)) {
                    open += step;
                    lastOpen = at;
                }
            }
            assertThat(hours.between(start, end)).as("%s from %s to %s", hours, start, end).isEqualTo(Duration.ofSeconds(open));
            assertThat(hours.plus(start, Duration.ofSeconds(open))).as("%s, %d s from %s", hours, open, start)
                    .isEqualTo(lastOpen == null ? start : lastOpen.plusSeconds(step));
            assertThat(hours.isOpen(start)).isEqualTo(open(start));
        }
    }
}
