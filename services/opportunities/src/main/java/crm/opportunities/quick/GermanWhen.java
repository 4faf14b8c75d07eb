package crm.opportunities.quick;

import static crm.opportunities.quick.WhenGrammar.day;
import static crm.opportunities.quick.WhenGrammar.hours;
import static crm.opportunities.quick.WhenGrammar.number;
import static crm.opportunities.quick.WhenGrammar.rule;
import static crm.opportunities.quick.WhenGrammar.time;
import static crm.opportunities.quick.WhenGrammar.today;

import crm.opportunities.quick.WhenGrammar.Rule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
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

/** What a German sentence says of days, times and lengths; days as numbers are those of {@link WhenGrammar}. */
final class GermanWhen {

    private static final String MONTHS = "jan(?:uar)?|feb(?:ruar)?|mär(?:z)?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?";
    private static final String DAYS = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|(?-i:Mo|Di|Mi|Do|Fr|Sa)";
    private static final String NUMBER = "\\d{1,3}|eine[rmn]?|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf";
    private static final String UNIT = "(minuten?|min|stunden?|std|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)";
    private static final List<String> NUMBERS = List.of("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf");
    private static final Map<String, LocalTime> PARTS_OF_DAY = Map.of("morgen", LocalTime.of(9, 0), "früh", LocalTime.of(9, 0), "vormittag", LocalTime.of(9, 0), "mittag", LocalTime.NOON,
            "nachmittag", LocalTime.of(14, 0), "abend", LocalTime.of(18, 0), "mitternacht", LocalTime.MIDNIGHT);

    static final List<Rule> RULES = List.of(
            rule("(\\d{1,2})\\.? (" + MONTHS + ")\\b\\.?(?: (\\d{4}))?", (m, now) -> day(m, Dates.of(number(m, 3), month(m.group(2)), number(m, 1)))),
            rule("jeden ((?:" + DAYS + ")(?:(?:,| und) (?:" + DAYS + "))*)\\b", GermanWhen::everyWeekday),
            rule("jede[ns]? (werktag|arbeitstag|tag|woche|monat|jahr)\\b", (m, now) -> every(m, m.group(1), now)),
            rule("(täglich|wöchentlich|monatlich|jährlich)\\b", (m, now) -> every(m, Map.of("t", "tag", "w", "woche", "m", "monat", "j", "jahr").get(lower(m.group(1)).substring(0, 1)), now)),
            rule("in einer halben stunde\\b", (m, now) -> Found.moment(m.start(), m.end(), m.group(), now.plusMinutes(30))),
            rule("in (" + NUMBER + ") " + UNIT + "\\b", (m, now) -> shifted(m, now, 1)),
            rule("vor (" + NUMBER + ") " + UNIT + "\\b", (m, now) -> shifted(m, now, -1)),
            rule("übermorgen\\b", (m, now) -> today(m, now, 2)),
            rule("vorgestern\\b", (m, now) -> today(m, now, -2)),
            rule("heute\\b", (m, now) -> today(m, now, 0)),
            rule("(?<!\\bam )morgen\\b", (m, now) -> today(m, now, 1)),
            rule("gestern\\b", (m, now) -> today(m, now, -1)),
            rule("ende (?:der|dieser|des|dieses) (woche|monats|quartals|jahres)\\b", (m, now) -> WhenGrammar.end(m, Map.of("w", "w", "m", "m", "q", "q", "j", "y").get(lower(m.group(1)).substring(0, 1)), now.toLocalDate())),
            rule("(?:(nächste|kommende|diese|letzte|vergangene)[nrsm]?\\s+)?(" + DAYS + ")\\b\\.?", (m, now) -> day(m, Dates.weekday(dayOfWeek(m.group(2)), which(m.group(1))))),
            rule("(nächste|diese|letzte)[nrsm]? (woche|monat|quartal|jahr)\\b", (m, now) -> WhenGrammar.vague(m, Map.of("n", 1, "d", 0, "l", -1).get(lower(m.group(1)).substring(0, 1)),
                    Map.of("w", "week", "m", "month", "q", "quarter", "j", "year").get(lower(m.group(2)).substring(0, 1)), now.toLocalDate())),
            rule("(\\d{1,2})(?::(\\d{2}))?(?: uhr)?\\s*(?:-|–|bis)\\s*(\\d{1,2})(?::(\\d{2}))? uhr\\b", GermanWhen::span),
            rule("(\\d{1,2})(?:[:.](\\d{2}))? uhr\\b", (m, now) -> time(m, hours(number(m, 1), m.group(2) == null ? 0 : number(m, 2), ""))),
            rule("(\\d{1,2}):(\\d{2})(?!\\d)", (m, now) -> time(m, hours(number(m, 1), number(m, 2), m.group(1).length() == 2 ? "" : null))),
            rule("um (\\d{1,2})(?![\\d:./])", (m, now) -> time(m, hours(number(m, 1), 0, null))),
            rule("(?:am )?(vormittag|mittag|nachmittag|abend|mitternacht|früh)s?\\b|am (morgen)\\b", (m, now) ->
                    Found.time(m.start(), m.end(), m.group(), List.of(PARTS_OF_DAY.get(lower(m.group(1) == null ? m.group(2) : m.group(1)))), null)),
            rule("(?:für )?eine halbe stunde\\b", (m, now) -> Found.length(m.start(), m.end(), m.group(), 30)),
            rule("(?:für )?(\\d{1,3}|eine|zwei|drei|vier) ?(minuten?|min|stunden?|std|h)\\b", (m, now) -> Found.length(m.start(), m.end(), m.group(), amount(m.group(1)) * (lower(m.group(2)).startsWith("m") ? 1 : 60))));

    private GermanWhen() {}

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int month(String name) {
        return List.of("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez").indexOf(lower(name).substring(0, 3)) + 1;
    }

    private static DayOfWeek dayOfWeek(String name) {
        String day = lower(name).equals("sonnabend") ? "sa" : lower(name).substring(0, 2);
        return DayOfWeek.of(List.of("mo", "di", "mi", "do", "fr", "sa", "so").indexOf(day) + 1);
    }

    private static String which(String word) {
        return word == null ? "" : Map.of("n", "next", "d", "this", "l", "last").getOrDefault(lower(word).substring(0, 1), "");
    }

    private static long amount(String word) {
        return word.matches("\\d+") ? Long.parseLong(word) : Math.max(1, NUMBERS.indexOf(lower(word)));
    }

    private static Found shifted(MatchResult m, ZonedDateTime now, int sign) {
        long many = amount(m.group(1)) * sign;
        String unit = lower(m.group(2));
        if (unit.startsWith("mi") || unit.startsWith("s")) {
            return Found.moment(m.start(), m.end(), m.group(), now.plusMinutes(unit.startsWith("s") ? many * 60 : many));
        }
        LocalDate today = now.toLocalDate();
        return day(m, Dates.exactly(switch (unit.charAt(0)) {
            case 't' -> today.plusDays(many);
            case 'w' -> today.plusWeeks(many);
            case 'm' -> today.plusMonths(many);
            default -> today.plusYears(many);
        }));
    }

    private static Found everyWeekday(MatchResult m, ZonedDateTime now) {
        List<DayOfWeek> days = new ArrayList<>();
        Matcher named = Pattern.compile(DAYS, Pattern.CASE_INSENSITIVE).matcher(m.group(1));
        while (named.find()) {
            days.add(dayOfWeek(named.group()));
        }
        LocalDate first = days.stream().map(each -> now.toLocalDate().with(TemporalAdjusters.next(each))).min(Comparator.naturalOrder()).orElseThrow();
        return Found.again(m.start(), m.end(), m.group(), Dates.exactly(first), "FREQ=WEEKLY;BYDAY="
                + days.stream().distinct().sorted().map(each -> each.name().substring(0, 2)).collect(Collectors.joining(",")));
    }

    private static Found every(MatchResult m, String unit, ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        return switch (lower(unit)) {
            case "tag" -> Found.again(m.start(), m.end(), m.group(), Dates.exactly(today.plusDays(1)), "FREQ=DAILY");
            case "woche" -> Found.again(m.start(), m.end(), m.group(), Dates.exactly(today.plusWeeks(1)), "FREQ=WEEKLY");
            case "monat" -> Found.again(m.start(), m.end(), m.group(), Dates.exactly(today.plusMonths(1)), "FREQ=MONTHLY");
            case "jahr" -> Found.again(m.start(), m.end(), m.group(), Dates.exactly(today.plusYears(1)), "FREQ=YEARLY");
            default -> Found.again(m.start(), m.end(), m.group(), Dates.exactly(WhenGrammar.nextWorkingDay(today)), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        };
    }

    private static Found span(MatchResult m, ZonedDateTime now) {
        List<LocalTime> starts = hours(number(m, 1), m.group(2) == null ? 0 : number(m, 2), "");
        List<LocalTime> ends = hours(number(m, 3), m.group(4) == null ? 0 : number(m, 4), "");
        return starts.size() == 1 && ends.size() == 1 && starts.get(0).isBefore(ends.get(0)) ? Found.time(m.start(), m.end(), m.group(), starts, ends.get(0)) : null;
    }
}
