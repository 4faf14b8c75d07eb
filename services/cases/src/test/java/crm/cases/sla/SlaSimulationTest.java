package crm.cases.sla;

import static org.assertj.core.api.Assertions.assertThat;

import crm.cases.support.CaseStatus;
import crm.cases.support.Priority;
import crm.cases.support.SupportCase;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Due times against somebody who looks at the clock on the wall each minute, with the working hours and holidays in one
 * hand and what happened to the case in the other, and counts.
 */
class SlaSimulationTest {

    private static final int CASES = 2_000;
    private static final int MINUTE = 60;
    private static final int QUARTER = 15;
    private static final int DAY = 1_440;
    private static final int LONGEST_WATCH = 40 * DAY;
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo",
            "Africa/Cairo", "Pacific/Auckland", "America/Havana", "Asia/Tokyo", "UTC");

    /** What happens to a case; null for no change of that. */
    private record Event(Instant at, CaseStatus status, Priority priority, boolean response) {}

    @Test
    void noneOfTwoThousandCasesIsDueAtAnotherTimeThanWhoWatchesTheClockSays() {
        Random random = new Random(42);
        int paused = 0;
        int late = 0;
        int reprioritised = 0;
        for (int number = 0; number < CASES; number++) {
            Policy policy = Policy.random(random);
            SupportCase record = opened(random, policy);
            List<Event> events = events(random, record.createdAt);
            Watcher watcher = new Watcher(policy, record.createdAt, record.priority, record.status);
            check(number, "at the beginning", record, watcher.until(record.createdAt), policy);
            for (Event event : events) {
                watcher.until(event.at());
                apply(record, event);
                watcher.happens(event);
                check(number, event.toString(), record, watcher, policy);
                reprioritised += event.priority() == null ? 0 : 1;
            }
            paused += record.pausedSeconds > 0 ? 1 : 0;
            late += record.hasBroken(Milestone.RESOLUTION) ? 1 : 0;
        }
        // the cases have to be worth trying
        assertThat(paused).isGreaterThan(400);
        assertThat(late).isGreaterThan(100);
        assertThat(reprioritised).isGreaterThan(500);
    }

    private static SupportCase opened(Random random, Policy policy) {
        SupportCase record = new SupportCase();
        record.createdAt = Instant.parse("2025-09-01T00:00:00Z").plusSeconds((long) MINUTE * random.nextInt(525_600));
        if (random.nextInt(3) == 0 && policy.zone.getRules().nextTransition(record.createdAt) != null) {
            record.createdAt = policy.zone.getRules().nextTransition(record.createdAt).getInstant().minusSeconds((long) MINUTE * random.nextInt(3_000));
        }
        record.status = random.nextInt(10) == 0 ? CaseStatus.PENDING_CUSTOMER : CaseStatus.NEW;
        record.priority = Priority.values()[random.nextInt(4)];
        record.slaTerms = SlaTerms.of(policy.described()).toMap();
        CaseClock.of(record).start();
        return record;
    }

    private static List<Event> events(Random random, Instant from) {
        List<Event> events = new ArrayList<>();
        Instant at = from;
        List<CaseStatus> open = List.of(CaseStatus.IN_PROGRESS, CaseStatus.PENDING_CUSTOMER, CaseStatus.PENDING_CUSTOMER, CaseStatus.PENDING_INTERNAL);
        for (int i = random.nextInt(9); i > 0; i--) {
            at = at.plusSeconds((long) MINUTE * (1 + random.nextInt(3_500)));
            int kind = random.nextInt(8);
            events.add(kind == 0 ? new Event(at, null, Priority.values()[random.nextInt(4)], false)
                    : kind == 1 ? new Event(at, null, null, true)
                    : kind == 2 ? new Event(at, CaseStatus.RESOLVED, null, false)
                    : new Event(at, open.get(random.nextInt(4)), kind == 3 ? Priority.values()[random.nextInt(4)] : null, false));
        }
        return events;
    }

    /** As a change of the case does it. */
    private static void apply(SupportCase record, Event event) {
        CaseStatus before = record.status;
        Set<String> changed = new HashSet<>();
        if (event.status() != null && event.status() != before) {
            record.status = event.status();
            record.resolvedAt = event.status() == CaseStatus.RESOLVED ? event.at() : null;
            changed.add("status");
        }
        if (event.priority() != null && event.priority() != record.priority) {
            record.priority = event.priority();
            changed.add("priority");
        }
        if (event.response() && record.firstRespondedAt == null) {
            record.firstRespondedAt = event.at();
            changed.add("firstRespondedAt");
        }
        CaseClock.of(record).change(changed.contains("status") ? before : null, changed, event.at());
    }

    private static void check(int number, String when, SupportCase record, Watcher watcher, Policy policy) {
        if (record.status.isOver()) {
            return;
        }
        String what = "case " + number + ", " + when + ", " + policy.zone + " " + record.createdAt;
        Map<Milestone, Instant> due = watcher.forecast();
        if (record.firstRespondedAt == null) {
            assertThat(record.responseDueAt).as("%s: response", what).isEqualTo(due.get(Milestone.RESPONSE));
        }
        assertThat(record.resolveDueAt).as("%s: solution", what).isEqualTo(due.get(Milestone.RESOLUTION));
        assertThat(record.pausedSeconds).as("%s: paused", what).isEqualTo(watcher.closedPauses * MINUTE);
    }

    /** Minute by minute. */
    private static final class Watcher {
        private final Policy policy;
        private Instant now;
        private Priority priority;
        private CaseStatus status;
        private long ran;
        private long closedPauses;
        private long pauseSoFar;
        /** Minutes that had run at the end of each minute that counted, to find when a promise was over. */
        private final List<Instant> ticks = new ArrayList<>();

        Watcher(Policy policy, Instant start, Priority priority, CaseStatus status) {
            this.policy = policy;
            this.now = start;
            this.priority = priority;
            this.status = status;
        }

        boolean stopped() {
            return status.isOver() || policy.pauses && status == CaseStatus.PENDING_CUSTOMER;
        }

        Watcher until(Instant moment) {
            for (; now.isBefore(moment); now = now.plusSeconds(MINUTE)) {
                if (policy.open(now)) {
                    if (stopped()) {
                        pauseSoFar++;
                    } else {
                        ran++;
                        ticks.add(now.plusSeconds(MINUTE));
                    }
                }
            }
            return this;
        }

        void happens(Event event) {
            boolean before = stopped();
            priority = event.priority() == null ? priority : event.priority();
            status = event.status() == null ? status : event.status();
            if (before && !stopped()) {
                closedPauses += pauseSoFar;
            }
            pauseSoFar = stopped() && before ? pauseSoFar : 0;
        }

        /** When the promises are over if nothing happens any more. */
        Map<Milestone, Instant> forecast() {
            Map<Milestone, Instant> due = new EnumMap<>(Milestone.class);
            for (Milestone milestone : Milestone.values()) {
                long promised = (milestone == Milestone.RESPONSE ? policy.response : policy.resolve).get(priority);
                if (promised <= ran) {
                    due.put(milestone, ticks.get((int) promised - 1));
                } else if (!stopped()) {
                    due.put(milestone, ahead(promised - ran));
                }
            }
            return due;
        }

        private Instant ahead(long minutes) {
            Instant at = now;
            long left = minutes;
            for (int i = 0; i < LONGEST_WATCH; i++) {
                left -= policy.open(at) ? 1 : 0;
                at = at.plusSeconds(MINUTE);
                if (left == 0) {
                    return at;
                }
            }
            throw new IllegalStateException("not due within the watch");
        }
    }

    private static final class Policy {
        private final ZoneId zone;
        private final Map<DayOfWeek, List<LocalTime[]>> week = new EnumMap<>(DayOfWeek.class);
        private final Set<String> holidays = new HashSet<>();
        private final Map<Priority, Long> response = new EnumMap<>(Priority.class);
        private final Map<Priority, Long> resolve = new EnumMap<>(Priority.class);
        private final boolean pauses;
        /** What the week looks like on the wall, Monday first. */
        private final boolean[][] openMinutes = new boolean[7][DAY];
        private final Set<Long> closedDays = new HashSet<>();
        private long quarter = Long.MIN_VALUE;
        private int offset;

        private Policy(ZoneId zone, boolean pauses) {
            this.zone = zone;
            this.pauses = pauses;
        }

        static Policy random(Random random) {
            Policy policy = new Policy(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), random.nextInt(4) != 0);
            boolean always = random.nextInt(6) == 0;
            for (DayOfWeek day : DayOfWeek.values()) {
                int from = MINUTE * random.nextInt(480);
                int noon = from + MINUTE * (1 + random.nextInt(400));
                int again = noon + MINUTE * random.nextInt(120);
                int to = again + MINUTE * (1 + random.nextInt(400));
                if (!always && (day.getValue() < 6 || random.nextInt(4) == 0)) {
                    policy.week.put(day, noon == again ? List.<LocalTime[]>of(time(from, to)) : List.of(time(from, noon), time(again, to)));
                }
            }
            for (int i = random.nextInt(30); i > 0; i--) {
                policy.holidays.add(Instant.parse("2025-09-01T12:00:00Z").plusSeconds(86_400L * random.nextInt(420)).toString().substring(0, 10));
            }
            for (Priority priority : Priority.values()) {
                policy.response.put(priority, 1L + random.nextInt(600));
                policy.resolve.put(priority, 1L + random.nextInt(3_000));
            }
            policy.draw();
            return policy;
        }

        private static LocalTime[] time(int from, int to) {
            return new LocalTime[] {LocalTime.ofSecondOfDay(from), LocalTime.ofSecondOfDay(to)};
        }

        /** Offsets of zones change at quarters of an hour only, so one look at the zone is good for that long. */
        boolean open(Instant moment) {
            long minute = moment.getEpochSecond() / MINUTE;
            if (minute / QUARTER != quarter) {
                quarter = minute / QUARTER;
                offset = zone.getRules().getOffset(moment).getTotalSeconds() / MINUTE;
            }
            long wall = minute + offset;
            long day = Math.floorDiv(wall, DAY);
            return !closedDays.contains(day) && (week.isEmpty() || openMinutes[(int) Math.floorMod(day + 3, 7)][(int) Math.floorMod(wall, DAY)]);
        }

        private void draw() {
            holidays.forEach(holiday -> closedDays.add(LocalDate.parse(holiday).toEpochDay()));
            week.forEach((day, hours) -> hours.forEach(each -> {
                for (int minute = each[0].toSecondOfDay() / MINUTE; minute < each[1].toSecondOfDay() / MINUTE; minute++) {
                    openMinutes[day.ordinal()][minute] = true;
                }
            }));
        }

        SlaPolicy described() {
            SlaPolicy policy = new SlaPolicy();
            policy.pausesWhilePending = pauses;
            policy.holidays = holidays.toArray(String[]::new);
            policy.businessHours = new LinkedHashMap<>(Map.of("timeZone", zone.getId()));
            week.forEach((day, hours) -> policy.businessHours.put(day.name().toLowerCase(Locale.ROOT),
                    String.join(",", hours.stream().map(each -> each[0] + "-" + each[1]).toList())));
            policy.responseMinutes = minutes(response);
            policy.resolveMinutes = minutes(resolve);
            return policy;
        }

        private static Map<String, Object> minutes(Map<Priority, Long> promised) {
            Map<String, Object> minutes = new HashMap<>();
            promised.forEach((priority, number) -> minutes.put(priority.name().toLowerCase(Locale.ROOT), number));
            return minutes;
        }
    }
}
