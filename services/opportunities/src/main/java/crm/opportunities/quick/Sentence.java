package crm.opportunities.quick;

import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Direction;
import crm.opportunities.activity.Priority;
import crm.opportunities.quick.Verbs.Tense;
import crm.opportunities.quick.Verbs.Verb;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of English or German as people write it down between two calls. It knows a small grammar and no more: what the
 * line leaves open is asked, never guessed. What is understood without being said is this: something to do without a time
 * is due at 17:00, something done is done now or, on another day, at noon; a morning begins at 9:00, an afternoon at
 * 14:00, an evening at 18:00; something with {@code lunch} or {@code meeting} is to come unless its day is over.
 */
final class Sentence {

    private static final Pattern NEGATED = Pattern.compile("^(?:i |we )?(?:did not|didn['’]?t|do not|don['’]?t|have not|haven['’]?t|never|won['’]?t|will not)\\b(?! forget).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern URGENT = Pattern.compile("(?:[,;]\\s*|\\s+|^)(?:asap|urgent(?:ly)?|high priority)(?=$|[\\s,;.!])|!{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEADING = Pattern.compile("^(?:(?:i|we|just|also|then|and|but|please)(?:['’](?:ve|ll))?\\s+)+|^(?:remind me to|don['’]?t forget to|remember to|to-?do:?|task:?|note:|fyi:?)\\s+",
            Pattern.CASE_INSENSITIVE);

    /** What is called a note is one to its end, days and commas included. */
    private static final Pattern NOTE = Pattern.compile("(?:note|fyi): ?(.*\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT = Pattern.compile("\\b(?:is|are|was|were|has|have|had|will|can|until|till)\\b|n['’]t\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern GERMAN_NEGATED = Pattern.compile(".*\\bnicht\\b(?! (?:erreicht|vergessen)).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern GERMAN_URGENT = Pattern.compile("(?:[,;]\\s*|\\s+|^)(?:asap|dringend|eilt|eilig|hohe priorität)(?=$|[\\s,;.!])|!{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern GERMAN_NOTE = Pattern.compile("(?:notiz|info): ?(.*\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern GERMAN_STATEMENT = Pattern.compile("\\b(?:ist|sind|war|waren|hat|haben|hatte|wird|kann|bis)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern GERMAN_PART_OF_DAY = Pattern.compile("\\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(vormittag|nachmittag|mittag|abend|morgen)\\b", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final ZonedDateTime now;
    private final Language language;
    private final boolean german;
    private final List<Part> parts = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    private Sentence(String text, ZonedDateTime now, Language language) {
        this.text = text;
        this.now = now;
        this.language = language;
        this.german = language == Language.GERMAN;
    }

    /** @param now the moment at which it is written, in the time zone of who writes */
    static Understanding read(String line, ZonedDateTime now, Language language) {
        String text = line.strip().replaceAll("\\s+", " ").replaceAll("(?<=\\d{4}-\\d{2}-\\d{2})T(?=\\d{1,2}:\\d{2}(?!\\d|:\\d{2}[Z+-]|[Z+-]))", " ");
        // Freitagnachmittag says a day and a time
        Sentence sentence = new Sentence(language == Language.GERMAN ? GERMAN_PART_OF_DAY.matcher(text).replaceAll(part -> part.group(1) + " " + part.group(2).replaceFirst("(?i)morgen", "früh")) : text, now, language);
        Matcher note = (sentence.german ? GERMAN_NOTE : NOTE).matcher(text);
        if (note.matches()) {
            sentence.parts.add(new Part(ActivityType.NOTE, true, null, null, sentence.subject(note.group(1)), List.of(), null, now, null, null, null));
        } else if (text.endsWith("?")) {
            sentence.questions.add(new Question("what", language.say("This is a question itself. What was done, or is to be done?", "Das ist selbst eine Frage. Was ist geschehen oder zu tun?"), List.of()));
        } else {
            sentence.understand();
        }
        return new Understanding(sentence.parts, sentence.questions);
    }

    private void understand() {
        Pattern pressing = german ? GERMAN_URGENT : URGENT;
        boolean urgent = pressing.matcher(text).find();
        String calm = pressing.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
        List<Clauses.Clause> clauses = joined(Clauses.of(calm, WhenGrammar.find(calm, now, language), language));
        for (Clauses.Clause clause : clauses) {
            if (!clause.words().isEmpty() || !clause.when().isEmpty()) {
                take(calm, clause, urgent);
            }
        }
        if (parts.isEmpty() && questions.isEmpty()) {
            questions.add(new Question("what", language.say("What was done, or is to be done?", "Was ist geschehen oder zu tun?"), List.of()));
        }
    }

    /** A piece that only says when belongs to the one before it. */
    private static List<Clauses.Clause> joined(List<Clauses.Clause> clauses) {
        List<Clauses.Clause> joined = new ArrayList<>();
        for (Clauses.Clause clause : clauses) {
            Clauses.Clause last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && clause.words().isEmpty() && !clause.when().isEmpty()) {
                List<Found> when = new ArrayList<>(last.when());
                when.addAll(clause.when());
                joined.set(joined.size() - 1, new Clauses.Clause(last.words(), when, last.before() || clause.before(), last.loose()));
            } else {
                joined.add(clause);
            }
        }
        return joined;
    }

    private void take(String sentence, Clauses.Clause clause, boolean urgent) {
        if ((german ? GERMAN_NEGATED : NEGATED).matcher(clause.words()).matches()) {
            questions.add(new Question("what", "\"" + clause.words() + language.say("\": what was done, or is to be done?", "\": Was ist geschehen oder zu tun?"), List.of()));
            return;
        }
        Verb verb = german ? GermanVerbs.of(clause.words()) : Verbs.of(clause.words());
        if (verb == null) {
            withoutVerb(sentence, clause, urgent);
            return;
        }
        boolean done = verb.tense() == Tense.DONE || verb.tense() == Tense.BY_DAY && isOver(clause);
        if (done && recurrence(clause) != null) {
            questions.add(new Question("when", "\"" + clause.words() + language.say("\" happened, so it cannot be to come again and again. When was it?", "\" ist geschehen und kann nicht immer wieder kommen. Wann war es?"), List.of()));
            return;
        }
        Moment moment = Moment.of(sentence, clause, done, now, language);
        if (!done && clause.loose() != null && verb.type() != ActivityType.MEETING) {
            questions.add(new Question("when", "\"" + clause.loose() + language.say("\" may be what it is about. Until when is \"" + clause.words() + "\" to be done?", "\" kann das sein, worum es geht. Bis wann ist \"" + clause.words() + "\" zu tun?"), List.of()));
            return;
        }
        Names.Named named = german ? GermanVerbs.people(verb, GermanVerbs.plain(clause.words())) : Names.after(verb, clause.words().substring(verb.from()));
        if (moment.question() != null) {
            questions.add(moment.question());
        } else if (verb.type() == ActivityType.MEETING && !done && !saysTime(clause)) {
            questions.add(new Question("when", (moment.at() == null ? language.say("When is", "Wann ist") : language.say("At what time is", "Um wie viel Uhr ist")) + " \"" + clause.words() + "\"?", List.of()));
        }
        if (named.either()) {
            questions.add(new Question("who", language.say("Is it ", "Ist es ") + String.join(language.say(" or ", " oder "), named.who()) + "?",
                    named.who().stream().map(name -> new Question.Option(name, onlyOne(sentence, named.who(), name), null)).toList()));
        }
        ZonedDateTime when = done && moment.at() == null ? now : moment.at();
        parts.add(new Part(verb.type(), done, verb.direction(), urgent && !done ? Priority.HIGH : null, subject(clause.words()), people(verb, named), named.company(),
                when, done ? null : recurrence(clause), moment.minutes(), null));
    }

    private static String recurrence(Clauses.Clause clause) {
        return clause.when().stream().map(Found::rule).filter(rule -> rule != null).findFirst().orElse(null);
    }

    /** With a day it is something to do; after what happened it tells what came of it; else nobody knows. */
    private void withoutVerb(String sentence, Clauses.Clause clause, boolean urgent) {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        boolean says = clause.when().stream().anyMatch(each -> each.minutes() == null);
        if (says && !clause.words().isEmpty() && clause.loose() == null && !(german ? GERMAN_STATEMENT : STATEMENT).matcher(clause.words()).find()) {
            Moment moment = Moment.of(sentence, clause, false, now, language);
            if (moment.question() != null) {
                questions.add(moment.question());
            }
            parts.add(new Part(ActivityType.TASK, false, null, urgent ? Priority.HIGH : null, subject(clause.words()), last == null ? List.of() : last.who(), null,
                    moment.at(), recurrence(clause), null, null));
        } else if (last != null && last.done() && !says && !clause.words().isEmpty()) {
            parts.set(parts.size() - 1, last.withOutcome(clause.words()));
        } else if (last == null || !clause.words().isEmpty()) {
            String words = clause.words().isEmpty() ? text : clause.words();
            questions.add(new Question("what", language.say("Is \"" + words + "\" something to do, or a note?", "Ist \"" + words + "\" zu erledigen oder eine Notiz?"), clause.words().isEmpty() ? List.of()
                    : List.of(new Question.Option(language.say("Something to do", "Zu erledigen"), language.say("todo: ", "Aufgabe: ") + text, null),
                            new Question.Option(language.say("A note", "Eine Notiz"), language.say("note: ", "Notiz: ") + text, null))));
        }
    }

    private boolean isOver(Clauses.Clause clause) {
        return clause.when().stream().anyMatch(each -> each.moment() != null && each.moment().isBefore(now)
                || each.dates() != null && !each.dates().candidates(now.toLocalDate(), false).isEmpty()
                && each.dates().candidates(now.toLocalDate(), false).stream().allMatch(day -> day.isBefore(now.toLocalDate())));
    }

    private static boolean saysTime(Clauses.Clause clause) {
        return clause.when().stream().anyMatch(each -> each.times() != null || each.moment() != null);
    }

    /** Who wants something is who was called, unless somebody else is named. */
    private List<String> people(Verb verb, Names.Named named) {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        return named.who().isEmpty() && verb.type() != ActivityType.NOTE && last != null ? last.who() : named.who();
    }

    private static String onlyOne(String sentence, List<String> names, String chosen) {
        String first = names.get(0);
        String last = names.get(names.size() - 1);
        int start = sentence.indexOf(first);
        int end = sentence.indexOf(last, start + first.length());
        return start < 0 || end < 0 ? sentence : sentence.substring(0, start) + chosen + sentence.substring(end + last.length());
    }

    private String subject(String words) {
        String plain = german ? GermanVerbs.plain(words) : LEADING.matcher(words).replaceFirst("");
        plain = plain.isBlank() ? words : plain;
        return plain.substring(0, 1).toUpperCase() + plain.substring(1);
    }
}
