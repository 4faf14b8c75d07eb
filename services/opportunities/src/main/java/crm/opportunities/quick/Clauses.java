package crm.opportunities.quick;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a sentence apart at commas, semicolons and ends of sentences, and at an {@code and} that begins something to do. */
final class Clauses {

    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;]\\s*(?:(?:and|then|but)\\s+)*|(?<=[\\p{L})]{2})(?<!\\b(?:Dr|Mr|Mrs|Ms|Prof))[.!]\\s+|\\s+(?:and|then|but)\\s+(?:then\\s+)?");
    private static final Pattern GERMAN_BETWEEN = Pattern.compile("\\s*[,;]\\s*(?:(?:und|dann|aber)\\s+)*|(?<=[\\p{L})]{2})(?<!\\b(?:Dr|Prof))[.!]\\s+|\\s+(?:und|dann|aber)\\s+(?:dann\\s+)?");
    private static final Pattern GERMAN_BEFORE_WHEN = Pattern.compile("(?:(?<=\\s)|^)(?:fällig\\s+)?(?:am|bis(?:\\s+(?:zum|spätestens))?|spätestens|um|ab|gegen|vor|von|zum|zu|seit|für|auf)?\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEFORE_WHEN = Pattern.compile("(?:(?<=\\s)|^)(?:due\\s+)?(?:on|by|at|until|till|due|around|from|before|for|to|since)?\\s*$", Pattern.CASE_INSENSITIVE);

    /**
     * A piece of a sentence.
     *
     * @param words without what says when
     * @param when what says when, in its order, at its place in the sentence
     * @param before whether it is to be done before that day rather than on it
     * @param loose words like {@code to Friday}, which may be what it is about rather than when it is to be done; null for none
     */
    record Clause(String words, List<Found> when, boolean before, String loose) {}

    private Clauses() {}

    static List<Clause> of(String sentence, List<Found> found, Language language) {
        boolean german = language == Language.GERMAN;
        List<Clause> clauses = new ArrayList<>();
        int from = 0;
        Matcher between = (german ? GERMAN_BETWEEN : BETWEEN).matcher(sentence);
        while (between.find()) {
            int start = between.start();
            int end = between.end();
            boolean conjunction = between.group().matches("\\s+(?:and|then|but|und|dann|aber).*");
            if (found.stream().noneMatch(each -> each.overlaps(start, end))
                    && (!conjunction || begins(sentence.substring(from, start), sentence.substring(end), german))) {
                clauses.add(clause(sentence, from, start, found, german));
                from = end;
            }
        }
        clauses.add(clause(sentence, from, sentence.length(), found, german));
        return clauses;
    }

    /** Whether something of its own begins here, rather than a second name or thing. */
    private static boolean begins(String before, String rest, boolean german) {
        // in German what is done stands last, so it has been said before something else begins
        return german ? GermanVerbs.of(before) != null && GermanVerbs.of(rest) != null : Verbs.of(rest) != null;
    }

    private static Clause clause(String sentence, int from, int to, List<Found> found, boolean german) {
        List<Found> inside = found.stream().filter(each -> each.start() >= from && each.end() <= to).toList();
        StringBuilder words = new StringBuilder();
        boolean before = false;
        String loose = null;
        int at = from;
        for (Found each : inside) {
            String piece = sentence.substring(at, each.start());
            Matcher preposition = (german ? GERMAN_BEFORE_WHEN : BEFORE_WHEN).matcher(piece);
            if (preposition.find()) {
                before |= preposition.group().strip().equalsIgnoreCase(german ? "vor" : "before");
                loose = preposition.group().strip().matches(german ? "(?i)auf|seit|von" : "(?i)to|since|from") ? (preposition.group().strip() + " " + each.words()) : loose;
                piece = piece.substring(0, preposition.start());
            }
            words.append(piece).append(' ');
            at = each.end();
        }
        words.append(sentence, at, to);
        return new Clause(words.toString().replaceAll("\\s+", " ").replaceAll("^[\\s,.!-]+|[\\s,.!-]+$", ""), inside, before, loose);
    }
}
