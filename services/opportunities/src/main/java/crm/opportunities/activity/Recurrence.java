package crm.opportunities.activity;

import crm.chassis.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * How something comes again: those parts of an RRULE (RFC 5545) that tell days, by the clock of a time zone, so that what is
 * at nine in the morning stays there when clocks are changed.
 */
final class Recurrence {

    static final int LONGEST = 200;

    private static final Set<Freq> FREQUENCIES = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);
    private static final Set<String> PARTS = Set.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST");
    private static final int MOST_STEPS = 20_000;

    private final RecurrenceRule rule;
    private final ZoneId zone;

    private Recurrence(RecurrenceRule rule, ZoneId zone) {
        this.rule = rule;
        this.zone = zone;
    }

    /** @throws Problem 422 where rule or time zone are none, or the rule has parts that are not offered */
    static Recurrence of(String rule, String timeZone) {
        ZoneId zone;
        try {
            zone = ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            throw Problem.invalid("/timeZone", "timeZone has to be a name such as Europe/Berlin.");
        }
        for (String part : rule.split(";")) {
            if (!PARTS.contains(part.split("=")[0].toUpperCase(Locale.ROOT))) {
                throw refused();
            }
        }
        try {
            RecurrenceRule read = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (!FREQUENCIES.contains(read.getFreq())) {
                throw refused();
            }
            if (read.getUntil() != null && read.getUntil().isFloating() && !read.getUntil().isAllDay()) {
                throw Problem.invalid("/recurrence", "UNTIL has to be in UTC, as in UNTIL=20271231T220000Z.");
            }
            if (read.getUntil() != null && read.getUntil().isAllDay()) {
                // that day is the last one
                DateTime day = read.getUntil();
                read.setUntil(new DateTime(TimeZone.getTimeZone(zone), day.getYear(), day.getMonth(), day.getDayOfMonth(), 23, 59, 59));
            }
            return new Recurrence(read, zone);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException wrong) {
            throw refused();
        }
    }

    private static Problem refused() {
        return Problem.invalid("/recurrence", "recurrence has to be a rule such as FREQ=WEEKLY;BYDAY=MO,TH with FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, and"
                + " INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST.");
    }

    /** The first moment after another one; null where there is none any more. */
    Instant next(Instant start, Instant after) {
        List<Instant> found = moments(start, moment -> moment.isAfter(after), moment -> true, 1);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The moments after one and until another, a number of them at most. */
    List<Instant> between(Instant start, Instant after, Instant until, int most) {
        return moments(start, moment -> moment.isAfter(after), moment -> !moment.isAfter(until), most);
    }

    private List<Instant> moments(Instant start, Predicate<Instant> wanted, Predicate<Instant> going, int most) {
        List<Instant> found = new ArrayList<>();
        try {
            RecurrenceRuleIterator all = rule.iterator(time(start));
            for (int step = 0; step < MOST_STEPS && found.size() < most && all.hasNext(); step++) {
                Instant moment = Instant.ofEpochMilli(all.nextMillis());
                if (!going.test(moment)) {
                    break;
                }
                if (wanted.test(moment)) {
                    found.add(moment);
                }
            }
        } catch (IllegalArgumentException neverMet) {
            // no day is like 30 February, however far one looks
            return found;
        }
        return found;
    }

    private DateTime time(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        return new DateTime(TimeZone.getTimeZone(zone), local.getYear(), local.getMonthValue() - 1, local.getDayOfMonth(), local.getHour(), local.getMinute(),
                local.getSecond());
    }
}
