package crm.opportunities.quick;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds all that a sentence says of days, times and lengths. What one pattern has taken, later ones do not see. */
final class WhenGrammar {

    private static final String MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final String DAYS = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sat(?!\\s+(?:down|with)\\b)|sun(?:day)?";
    private static final String NUMBER = "\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an";
    private static final String UNIT = "(minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)";
    private static final String CLOCK = "(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm|a\\.m\\.?|p\\.m\\.?)?";
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(Map.entry("a", 1), Map.entry("an", 1), Map.entry("one", 1), Map.entry("two", 2),
            Map.entry("three", 3), Map.entry("four", 4), Map.entry("five", 5), Map.entry("six", 6), Map.entry("seven", 7), Map.entry("eight", 8),
            Map.entry("nine", 9), Map.entry("ten", 10), Map.entry("twelve", 12));
    private static final Map<String, LocalTime> PARTS_OF_DAY = Map.of("morning", LocalTime.of(9, 0), "noon", LocalTime.NOON, "midday", LocalTime.NOON,
            "lunchtime", LocalTime.NOON, "afternoon", LocalTime.of(14, 0), "evening", LocalTime.of(18, 0), "tonight", LocalTime.of(18, 0), "midnight", LocalTime.MIDNIGHT);

    interface Reading {
        Found read(MatchResult match, ZonedDateTime now);
    }

    record Rule(Pattern pattern, Reading reading) {}

    private static final List<Rule> RULES = List.of(
            rule("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{1,2}:\\d{2})(?::\\d{2})?(Z|[+-]\\d{2}:\\d{2})", WhenGrammar::withOffset),
            rule("(\\d{4})-(\\d{2})-(\\d{2})", (m, now) -> day(m, Dates.of(number(m, 1), number(m, 2), number(m, 3)))),
            rule("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})?(?!\\d)", (m, now) -> day(m, Dates.of(number(m, 3), number(m, 2), number(m, 1)))),
            // some write the month first, others the day
            rule("(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?![\\d/])", (m, now) -> day(m, Dates.anyOf(
                    Dates.of(number(m, 3), number(m, 2), number(m, 1)), Dates.of(number(m, 3), number(m, 1), number(m, 2))))),
            rule("(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + MONTHS + ")\\b\\.?(?:,? (\\d{4}))?", (m, now) -> day(m, Dates.of(number(m, 3), month(m.group(2)), number(m, 1)))),
            rule("(" + MONTHS + ")\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:|\\s*[ap]\\.?m)(?:,? (\\d{4}))?", (m, now) -> day(m, Dates.of(number(m, 3), month(m.group(1)), number(m, 2)))),
            rule("every ((?:" + DAYS + ")(?:(?:,| and|, and) (?:" + DAYS + "))*)\\b", WhenGrammar::everyWeekday),
            rule("every (?:(other|second|\\d{1,2}) )?(working day|weekday|day|week|month|year)s?\\b", WhenGrammar::every),
            rule("the (\\d{1,2})(?:st|nd|rd|th)\\b", (m, now) -> day(m, Dates.dayOfMonth(number(m, 1)))),
            rule("in (" + NUMBER + ") " + UNIT + "\\b", (m, now) -> shifted(m, now, 1)),
            rule("(" + NUMBER + ") " + UNIT + " ago\\b", (m, now) -> shifted(m, now, -1)),
            rule("(" + NUMBER + ") " + UNIT + " from (?:now|today)\\b", (m, now) -> shifted(m, now, 1)),
            rule("(?:the )?day after tomorrow\\b", (m, now) -> today(m, now, 2)),
            rule("(?:the )?day before yesterday\\b", (m, now) -> today(m, now, -2)),
            rule("today\\b", (m, now) -> today(m, now, 0)),
            rule("(?:tomorrow|tmrw|tmr)\\b", (m, now) -> today(m, now, 1)),
            rule("yesterday\\b", (m, now) -> today(m, now, -1)),
            rule("(?:the )?end of (?:the )?(?:this )?(day|week|month|quarter|year)\\b", (m, now) -> end(m, m.group(1), now.toLocalDate())),
            rule("eo(d|w|m|q|y)\\b", (m, now) -> end(m, m.group(1), now.toLocalDate())),
            rule("(?:(next|this|last|coming|past)\\s+)?(" + DAYS + ")\\b\\.?", WhenGrammar::weekday),
            rule("(next|this|last) (week|weekend|month|quarter|year)\\b", (m, now) -> vague(m, now.toLocalDate())),
            rule(CLOCK + "\\s*(?:-|–|to|until)\\s*" + CLOCK + "(?![\\d:/.])", WhenGrammar::span),
            rule("(?:at|@)\\s*(\\d{1,2})(?![\\d:./]|\\s*(?:am|pm|a\\.m|p\\.m|%|k\\b))(?: o'?clock)?", (m, now) -> time(m, hours(number(m, 1), 0, null))),
            rule("(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm|a\\.m\\.?|p\\.m\\.?)(?![\\p{L}])", WhenGrammar::clock),
            rule("(\\d{1,2}):(\\d{2})(?!\\d)()", WhenGrammar::clock),
            rule("(?:in the |this )?(morning|afternoon|evening|tonight|noon|midday|lunchtime|midnight)\\b", (m, now) ->
                    Found.time(m.start(), m.end(), m.group(), List.of(PARTS_OF_DAY.get(m.group(1).toLowerCase(Locale.ROOT))), null)),
            rule("for (" + NUMBER + ") (minutes?|mins?|hours?|hrs?|h)\\b", (m, now) -> length(m)),
            // nobody calls for fifteen hours
            rule("(9|1\\d|2[0-3])h\\b", (m, now) -> time(m, hours(number(m, 1), 0, null))),
            rule("(\\d{1,3}) ?(minutes?|mins?|hours?|hrs?|h)\\b", (m, now) -> length(m)));

    /** Days as numbers are written alike; that of a slash is no German one. */
    private static final List<Rule> GERMAN = Stream.concat(RULES.stream().limit(3), GermanWhen.RULES.stream()).toList();

    private WhenGrammar() {}

    static Rule rule(String pattern, Reading reading) {
        return new Rule(Pattern.compile("(?<![\\p{L}\\d@._-])(?:" + pattern + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), reading);
    }

    /** In the order of the sentence. */
    static List<Found> find(String sentence, ZonedDateTime now, Language language) {
        List<Found> found = new ArrayList<>();
        for (Rule rule : language == Language.GERMAN ? GERMAN : RULES) {
            Matcher matcher = rule.pattern.matcher(sentence);
            while (matcher.find()) {
                MatchResult match = matcher.toMatchResult();
                if (found.stream().noneMatch(earlier -> earlier.overlaps(match.start(), match.end()))) {
                    Found read = rule.reading.read(match, now);
                    if (read != null) {
                        found.add(read);
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }

    static Found day(MatchResult m, Dates dates) {
        return Found.day(m.start(), m.end(), m.group(), dates);
    }

    static Found today(MatchResult m, ZonedDateTime now, int days) {
        return day(m, Dates.exactly(now.toLocalDate().plusDays(days)));
    }

    static Integer number(MatchResult m, int group) {
        return m.group(group) == null ? null : Integer.valueOf(m.group(group));
    }

    private static int month(String name) {
        return List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static Found withOffset(MatchResult m, ZonedDateTime now) {
        try {
            String time = m.group(2).length() == 4 ? "0" + m.group(2) : m.group(2);
            return Found.moment(m.start(), m.end(), m.group(), OffsetDateTime.parse(m.group(1) + "T" + time + m.group(3).toUpperCase(Locale.ROOT))
                    .atZoneSameInstant(now.getZone()));
        } catch (DateTimeException impossible) {
            return day(m, (today, past) -> List.of());
        }
    }

    /** Minutes and hours lead to a moment, all that is longer to a day. */
    private static Found shifted(MatchResult m, ZonedDateTime now, int sign) {
        String unit = m.group(2).toLowerCase(Locale.ROOT);
        boolean half = m.group(1).equalsIgnoreCase("half an");
        long many = (half ? 1 : amount(m.group(1))) * sign;
        if (unit.startsWith("mi")) {
            return Found.moment(m.start(), m.end(), m.group(), now.plusMinutes(many));
        }
        if (unit.startsWith("h")) {
            return Found.moment(m.start(), m.end(), m.group(), now.plusMinutes(many * (half ? 30 : 60)));
        }
        LocalDate today = now.toLocalDate();
        return day(m, Dates.exactly(switch (unit.charAt(0)) {
            case 'd' -> today.plusDays(many);
            case 'w' -> today.plusWeeks(many);
            case 'm' -> today.plusMonths(many);
            default -> today.plusYears(many);
        }));
    }

    private static long amount(String word) {
        Integer known = NUMBERS.get(word.toLowerCase(Locale.ROOT));
        return known != null ? known : Long.parseLong(word);
    }

    /** The last working day of it. */
    static Found end(MatchResult m, String of, LocalDate today) {
        LocalDate last = switch (of.substring(0, 1).toLowerCase(Locale.ROOT)) {
            case "d" -> today;
            case "w" -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
            case "m" -> today.with(TemporalAdjusters.lastDayOfMonth());
            case "q" -> today.withMonth((today.getMonthValue() + 2) / 3 * 3).with(TemporalAdjusters.lastDayOfMonth());
            default -> today.with(TemporalAdjusters.lastDayOfYear());
        };
        return day(m, Dates.exactly(last));
    }

    private static Found weekday(MatchResult m, ZonedDateTime now) {
        String which = m.group(1) == null ? "" : m.group(1).toLowerCase(Locale.ROOT);
        return day(m, Dates.weekday(dayOfWeek(m.group(2)), which.equals("coming") ? "" : which.equals("past") ? "" : which));
    }

    /** It begins with the first of these days that is to come. */
    private static Found everyWeekday(MatchResult m, ZonedDateTime now) {
        List<DayOfWeek> days = new ArrayList<>();
        Matcher named = Pattern.compile(DAYS, Pattern.CASE_INSENSITIVE).matcher(m.group(1));
        while (named.find()) {
            days.add(dayOfWeek(named.group()));
        }
        LocalDate first = days.stream().distinct().map(day -> now.toLocalDate().with(TemporalAdjusters.next(day))).min(Comparator.naturalOrder()).orElseThrow();
        return Found.again(m.start(), m.end(), m.group(), Dates.exactly(first), "FREQ=WEEKLY;BYDAY="
                + days.stream().distinct().sorted().map(day -> day.name().substring(0, 2)).collect(Collectors.joining(",")));
    }

    /** It begins tomorrow, or a week, a month or a year from now. */
    private static Found every(MatchResult m, ZonedDateTime now) {
        int each = m.group(1) == null ? 1 : m.group(1).matches("\\d+") ? Integer.parseInt(m.group(1)) : 2;
        String unit = m.group(2).toLowerCase(Locale.ROOT);
        LocalDate today = now.toLocalDate();
        if (each < 1 || unit.startsWith("w") && unit.endsWith("day")) {
            return each > 1 || each < 1 ? null : Found.again(m.start(), m.end(), m.group(), Dates.exactly(nextWorkingDay(today)), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        }
        LocalDate first = switch (unit) {
            case "day" -> today.plusDays(each);
            case "week" -> today.plusWeeks(each);
            case "month" -> today.plusMonths(each);
            default -> today.plusYears(each);
        };
        String frequency = unit.equals("day") ? "DAILY" : unit.toUpperCase(Locale.ROOT) + "LY";
        return Found.again(m.start(), m.end(), m.group(), Dates.exactly(first), "FREQ=" + frequency + (each == 1 ? "" : ";INTERVAL=" + each));
    }

    static LocalDate nextWorkingDay(LocalDate today) {
        return today.plusDays(today.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : today.getDayOfWeek() == DayOfWeek.SATURDAY ? 2 : 1);
    }

    private static DayOfWeek dayOfWeek(String name) {
        return DayOfWeek.of(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun").indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1);
    }

    /** Nobody knows which day of it is meant: the working days of a week are, of what is longer the first and the last day. */
    private static Found vague(MatchResult m, LocalDate today) {
        return vague(m, switch (m.group(1).toLowerCase(Locale.ROOT)) {
            case "next" -> 1;
            case "last" -> -1;
            default -> 0;
        }, m.group(2).toLowerCase(Locale.ROOT), today);
    }

    static Found vague(MatchResult m, int step, String unit, LocalDate today) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(step);
        LocalDate first = today.withDayOfMonth(1).plusMonths(step);
        LocalDate quarter = today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1).plusMonths(3L * step);
        List<LocalDate> days = switch (unit) {
            case "week" -> IntStream.range(0, 5).mapToObj(monday::plusDays).toList();
            case "weekend" -> List.of(monday.plusDays(5), monday.plusDays(6));
            case "month" -> List.of(first, first.with(TemporalAdjusters.lastDayOfMonth()));
            case "quarter" -> List.of(quarter, quarter.plusMonths(2).with(TemporalAdjusters.lastDayOfMonth()));
            default -> List.of(today.withDayOfYear(1).plusYears(step), today.withDayOfYear(1).plusYears(step).with(TemporalAdjusters.lastDayOfYear()));
        };
        return day(m, (now, past) -> days);
    }

    /** Two digits and a colon are a clock of 24 hours. */
    private static Found clock(MatchResult m, ZonedDateTime now) {
        String half = m.group(3) != null && m.group(3).isEmpty() && m.group(1).length() == 1 ? null : m.group(3);
        return time(m, hours(number(m, 1), m.group(2) == null ? 0 : number(m, 2), half));
    }

    static Found time(MatchResult m, List<LocalTime> times) {
        return times.isEmpty() ? null : Found.time(m.start(), m.end(), m.group(), times, null);
    }

    /** {@code 3-4pm} is in the afternoon on both ends; numbers alone are not times. */
    private static Found span(MatchResult m, ZonedDateTime now) {
        boolean told = m.group(3) != null || m.group(6) != null || m.group(2) != null && m.group(5) != null;
        if (!told) {
            return null;
        }
        String clock = m.group(3) == null && m.group(6) == null ? "" : null;
        List<LocalTime> ends = hours(number(m, 4), m.group(5) == null ? 0 : number(m, 5), first(m.group(6), m.group(3), clock));
        List<LocalTime> starts = hours(number(m, 1), m.group(2) == null ? 0 : number(m, 2), first(m.group(3), m.group(6), clock));
        if (starts.size() != 1 || ends.size() != 1) {
            return null;
        }
        // 11-1pm begins before noon
        LocalTime start = m.group(3) == null && starts.get(0).isAfter(ends.get(0)) ? starts.get(0).minusHours(12) : starts.get(0);
        return start.isBefore(ends.get(0)) ? Found.time(m.start(), m.end(), m.group(), List.of(start), ends.get(0)) : null;
    }

    private static String first(String one, String other, String otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }

    /** What an hour means: with am or pm, or from 13 on, one time; a bare one to twelve may be before or after noon. */
    static List<LocalTime> hours(int hour, int minute, String half) {
        if (hour > 23 || minute > 59 || half != null && !half.isEmpty() && (hour < 1 || hour > 12)) {
            return List.of();
        }
        if (half == null || half.isEmpty()) {
            boolean clear = half != null || hour == 0 || hour > 12;
            return clear ? List.of(LocalTime.of(hour, minute)) : List.of(LocalTime.of(hour % 12, minute), LocalTime.of(hour % 12 + 12, minute));
        }
        return List.of(LocalTime.of(hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0), minute));
    }

    private static Found length(MatchResult m) {
        boolean hours = m.group(2).toLowerCase(Locale.ROOT).startsWith("h");
        boolean half = m.group(1).equalsIgnoreCase("half an");
        return Found.length(m.start(), m.end(), m.group(), half ? 30 : amount(m.group(1)) * (hours ? 60 : 1));
    }
}
