package crm.opportunities.quick;

import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Direction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words by which a clause tells what is done, by whom, and whether it happened or is to come. */
final class Verbs {

    /** Whether something happened; a noun like {@code lunch with} leaves it to the day. */
    enum Tense { DONE, TO_DO, BY_DAY }

    /**
     * What a clause is about.
     *
     * @param from where the words after the verb begin
     * @param who the person before the verb; null for none
     */
    record Verb(ActivityType type, Tense tense, Direction direction, int from, String who) {}

    private record Rule(Pattern pattern, ActivityType type, Tense tense, Direction direction) {}

    private static final String NAME = "\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?";
    private static final String MEETINGS = "(?:meeting|lunch|coffee|dinner|breakfast|demo|workshop|appointment|visit|kick-?off)";
    private static final String ABOUT_MEETINGS = "cancel|schedule|arrange|book|plan|set up|confirm|move|prepare|organi[sz]e|reschedule|postpone|check|note|send|ask|discuss|get|find|make|review|update";
    private static final Pattern FILLER = Pattern.compile("^(?:(?:i|we|he|she|they|it|just|also|then|and|but|please|so)(?:'ve)? +)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TO_DO = Pattern.compile("^(?:remind me to|don['’]?t forget to|remember to|to-?do:?|task:?|need to|have to|has to|must|should|will|(?:i|we|he|she|they)['’]ll|going to|let['’]?s|to) +",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("^(" + NAME + ") (called|phoned|rang|emailed|e-mailed|wrote|mailed|will call|will phone)\\b(?: me| us| back| in)*");
    private static final Pattern WISH = Pattern.compile("^(?:(" + NAME + ") )?(?:wants?|needs?|asked for|asks for|asked (?:me|us) (?:for|to)|expects?|would like|requested|is waiting for|waits for|will)\\b");

    private static final List<Rule> RULES = List.of(
            rule("note(?:[:-]|d that)|fyi:?", ActivityType.NOTE, Tense.DONE, null),
            rule("(?:got |received |had )?(?:an? )?(?:phone )?call from", ActivityType.CALL, Tense.DONE, Direction.INBOUND),
            rule("(?:got |received |had )?(?:an? )?(?:e-?mail|mail) from", ActivityType.EMAIL, Tense.DONE, Direction.INBOUND),
            rule("(?:called|phoned|telephoned|rang)(?: back)?|tried(?: to (?:call|reach)| calling| reaching)?|could(?:n['’]?t| not) reach|left (?:a )?(?:voicemail|message) (?:for|with)",
                    ActivityType.CALL, Tense.DONE, Direction.OUTBOUND),
            rule("(?:spoke|talked|chatted) (?:to|with)|had an? (?:\\w+ )?(?:call|chat) with", ActivityType.CALL, Tense.DONE, null),
            rule("emailed|e-mailed|mailed|wrote(?: to)?|replied to|sent (?:an? |another )?(?:e-?mail|mail) to|sent (?:an? |another )?(?:e-?mail|mail)", ActivityType.EMAIL, Tense.DONE, Direction.OUTBOUND),
            rule("met(?: with)?|visited|sat down with|had (?:an? )?(?:\\w+ )?" + MEETINGS + " with", ActivityType.MEETING, Tense.DONE, null),
            rule("sent|finished|completed|prepared|delivered|signed|submitted|updated|ordered|paid|fixed|closed|reviewed|agreed on|shipped|presented|demoed",
                    ActivityType.TASK, Tense.DONE, null),
            rule("call with", ActivityType.CALL, Tense.BY_DAY, null),
            rule("(?:call|phone|ring)(?: back)?", ActivityType.CALL, Tense.TO_DO, Direction.OUTBOUND),
            rule("email|e-mail|mail|write(?: to)?|reply(?: to)?|respond(?: to)?|answer", ActivityType.EMAIL, Tense.TO_DO, Direction.OUTBOUND),
            rule("meet(?: with)?", ActivityType.MEETING, Tense.TO_DO, null),
            rule("(?:(?!(?:" + ABOUT_MEETINGS + ") )\\w+ )?" + MEETINGS + "(?: with|(?= at |$))", ActivityType.MEETING, Tense.BY_DAY, null),
            rule("visit", ActivityType.MEETING, Tense.TO_DO, null),
            rule("send|prepare|check(?: with)?|ask|follow[ -]up(?: with)?|review|order|book|arrange|schedule|set up|update|fix|get|make|draft|finish|submit|create|chase|confirm|invite|research"
                    + "|find|look|plan|buy|quote|offer|discuss|deliver|remind|file|sign|renew|share|forward|present|write up|tell|give|bring|pay|start|cancel|postpone|move|reschedule|organi[sz]e|clarify|talk to|try", ActivityType.TASK, Tense.TO_DO, null));

    private Verbs() {}

    private static Rule rule(String words, ActivityType type, Tense tense, Direction direction) {
        return new Rule(Pattern.compile("^(?:" + words + ")(?![\\p{L}-])", Pattern.CASE_INSENSITIVE), type, tense, direction);
    }

    /** What a clause says is done; null where nothing in it says so. */
    static Verb of(String clause) {
        int at = after(FILLER, clause, 0);
        Matcher named = NAMED.matcher(clause.substring(at));
        if (named.find()) {
            String verb = named.group(2);
            ActivityType type = verb.matches(".*(mail|wrote).*") ? ActivityType.EMAIL : ActivityType.CALL;
            return new Verb(type, verb.startsWith("will") ? Tense.TO_DO : Tense.DONE, Direction.INBOUND, at + named.end(), named.group(1));
        }
        int begun = after(TO_DO, clause, at);
        boolean told = begun > at;
        begun = told ? after(FILLER, clause, begun) : begun;
        String rest = clause.substring(begun);
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern.matcher(rest);
            if ((!told || rule.tense != Tense.DONE) && matcher.find()) {
                return new Verb(rule.type, told ? Tense.TO_DO : rule.tense, rule.direction, begun + matcher.end(), null);
            }
        }
        if (told) {
            return new Verb(ActivityType.TASK, Tense.TO_DO, null, begun, null);
        }
        Matcher wish = WISH.matcher(clause.substring(at));
        return wish.find() ? new Verb(ActivityType.TASK, Tense.TO_DO, null, at + wish.end(), wish.group(1)) : null;
    }

    private static int after(Pattern pattern, String clause, int from) {
        Matcher matcher = pattern.matcher(clause.substring(from));
        return matcher.find() ? from + matcher.end() : from;
    }
}
