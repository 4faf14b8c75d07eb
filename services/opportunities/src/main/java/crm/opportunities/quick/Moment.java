package crm.opportunities.quick;

import crm.opportunities.quick.Question.Option;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts together what a clause says of when. All that its words may mean is weighed against whether it happened or is to
 * come; what remains is the moment, if it is one, and else a question.
 *
 * @param at the moment; null where the words do not say, or there is a question
 * @param minutes how long it takes; null where the words do not say
 */
record Moment(ZonedDateTime at, Long minutes, Question question) {

    /** When a day is over for those who work. A morning, an evening and so on are named where the words are read. */
    static final LocalTime END_OF_WORK = LocalTime.of(17, 0);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** What stood between or before times that are said another way now: "Fri or Mon", "tomorrow at". */
    private static final Pattern LEFT_OVER = Pattern.compile("\\s*(?:or|and|on|by|at|around|from|oder|und|am|bis|um|ab|gegen)?\\s*$", Pattern.CASE_INSENSITIVE);

    private record Candidate(LocalDate day, LocalTime time, ZonedDateTime at, LocalDate writtenDay) {}

    static Moment of(String sentence, Clauses.Clause clause, boolean done, ZonedDateTime now, Language language) {
        Long minutes = clause.when().stream().map(Found::minutes).filter(each -> each != null).findFirst().orElse(null);
        List<Found> days = clause.when().stream().filter(each -> each.dates() != null).toList();
        List<Found> times = clause.when().stream().filter(each -> each.times() != null).toList();
        List<Found> moments = clause.when().stream().filter(each -> each.moment() != null).toList();
        if (times.size() == 1 && times.get(0).until() != null) {
            minutes = java.time.Duration.between(times.get(0).times().get(0), times.get(0).until()).toMinutes();
        }
        if (moments.size() == 1 && days.isEmpty() && times.isEmpty()) {
            ZonedDateTime at = moments.get(0).moment();
            return at.isAfter(now) == done ? contradiction(at, done, language) : new Moment(at, minutes, null);
        }
        if (!moments.isEmpty() || times.size() > 1 && times.stream().map(Found::times).distinct().count() > 1) {
            return new Moment(null, minutes, new Question("when", language.say("There is more than one time in it. Which one is it?", "Darin steht mehr als eine Zeit. Welche ist es?"), List.of()));
        }
        if (days.isEmpty() && times.isEmpty()) {
            return new Moment(null, minutes, null);
        }
        return weigh(sentence, days, times, clause.before(), done, now, minutes, language);
    }

    private static Moment weigh(String sentence, List<Found> days, List<Found> times, boolean before, boolean done, ZonedDateTime now, Long minutes, Language language) {
        LocalDate today = now.toLocalDate();
        List<Candidate> all = new ArrayList<>();
        for (LocalDate day : days.isEmpty() ? List.of(today) : days.stream().flatMap(each -> each.dates().candidates(today, done).stream()).distinct().toList()) {
            LocalDate meant = before ? day.minusDays(1) : day;
            for (LocalTime time : times.isEmpty() ? List.of(usual(meant, done, now)) : times.get(0).times()) {
                all.add(new Candidate(meant, time, meant.atTime(time).atZone(now.getZone()), day));
            }
        }
        if (all.isEmpty()) {
            return new Moment(null, minutes, new Question("when", language.say("There is no day such as ", "Einen solchen Tag gibt es nicht: ") + days.get(0).words() + ".", List.of()));
        }
        boolean timed = !times.isEmpty();
        List<Candidate> possible = all.stream().filter(each -> timed ? each.at.isAfter(now) != done : done ? !each.day.isAfter(today) : !each.day.isBefore(today))
                .sorted(Comparator.comparing(Candidate::at)).toList();
        if (possible.size() == 1) {
            return there(possible.get(0), minutes, language);
        }
        if (possible.isEmpty() && days.isEmpty()) {
            // the time of today is over, or has not come
            LocalDate other = today.plusDays(done ? -1 : 1);
            return new Moment(null, minutes, new Question("when", times.get(0).words().strip() + (done ? language.say(" today is still to come", " kommt heute erst noch") : language.say(" today is over", " ist heute vorbei")) + language.say(". Which day is it?", ". Welcher Tag ist es?"),
                    all.stream().map(each -> option(sentence, days, times, other, each.time, language)).toList()));
        }
        if (possible.isEmpty()) {
            return contradiction(all.get(0).at, done, language);
        }
        return new Moment(null, minutes, new Question("when", language.say("When is ", "Wann ist ") + words(days, times) + "?",
                possible.stream().map(each -> option(sentence, days, times, each.writtenDay, timed ? each.time : null, language)).toList()));
    }

    /** Clocks are put forward over some times and show others twice. */
    private static Moment there(Candidate one, Long minutes, Language language) {
        if (!one.at.toLocalTime().equals(one.time)) {
            return new Moment(null, minutes, new Question("when", language.say("The clocks are put forward over ", "Die Uhren werden vorgestellt über ") + TIME.format(one.time) + language.say(" on ", " am ")
                    + day(one.day, language) + language.say(". When is it?", ". Wann ist es?"), List.of()));
        }
        if (one.at.withEarlierOffsetAtOverlap().toInstant().equals(one.at.withLaterOffsetAtOverlap().toInstant())) {
            return new Moment(one.at, minutes, null);
        }
        return new Moment(null, minutes, new Question("when", TIME.format(one.time) + language.say(" is twice on ", " gibt es zweimal am ") + day(one.day, language) + language.say(", as ", ", als ")
                + one.at.withEarlierOffsetAtOverlap().toOffsetDateTime() + language.say(" and as ", " und als ") + one.at.withLaterOffsetAtOverlap().toOffsetDateTime()
                + language.say(". Which one is it?", ". Welche ist es?"), List.of()));
    }

    /** Without a time, something is to be done until work ends, and happened at noon, or now where it was today. */
    private static LocalTime usual(LocalDate day, boolean done, ZonedDateTime now) {
        boolean today = day.equals(now.toLocalDate());
        return done ? today ? now.toLocalTime() : LocalTime.NOON : today && now.toLocalTime().isAfter(END_OF_WORK) ? LocalTime.of(23, 59) : END_OF_WORK;
    }

    private static Moment contradiction(ZonedDateTime at, boolean done, Language language) {
        return new Moment(null, null, new Question("when", shown(at, language) + (done
                ? language.say(" is still to come, and you write as if it had happened.", " kommt erst noch, und du schreibst, als wäre es geschehen.")
                : language.say(" is over, and you write as if it were to come.", " ist vorbei, und du schreibst, als käme es noch.")), List.of()));
    }

    private static Option option(String sentence, List<Found> days, List<Found> times, LocalDate day, LocalTime time, Language language) {
        List<Found> all = new ArrayList<>(days);
        all.addAll(times);
        all.sort(Comparator.comparingInt(Found::start));
        StringBuilder clear = new StringBuilder();
        // what comes again keeps its words, since a day would say it once
        String when = days.stream().filter(each -> each.rule() != null).map(Found::words).findFirst().orElse(day.toString());
        int at = 0;
        for (Found each : all) {
            String between = sentence.substring(at, each.start());
            clear.append(at == 0 ? between + when + (time == null ? "" : " " + TIME.format(time)) : LEFT_OVER.matcher(between).replaceFirst(" "));
            at = each.end();
        }
        clear.append(sentence.substring(at));
        return new Option(day(day, language) + (time == null ? "" : " " + TIME.format(time)), clear.toString().replaceAll("\\s+", " ").strip(), null);
    }

    private static String words(List<Found> days, List<Found> times) {
        List<String> words = new ArrayList<>();
        days.forEach(each -> words.add(each.words().strip()));
        times.forEach(each -> words.add(each.words().strip()));
        return "\"" + String.join(" ", words) + "\"";
    }

    /** A moment as people read it, with its time zone. */
    static String shown(ZonedDateTime at, Language language) {
        return day(at, language) + " " + TIME.format(at) + " " + at.getZone().getDisplayName(TextStyle.NARROW, language.locale());
    }

    private static String day(TemporalAccessor day, Language language) {
        return DateTimeFormatter.ofPattern(language.day(), language.locale()).format(day);
    }
}
