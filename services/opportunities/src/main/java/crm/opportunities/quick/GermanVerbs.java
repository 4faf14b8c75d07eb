package crm.opportunities.quick;

import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Direction;
import crm.opportunities.quick.Names.Named;
import crm.opportunities.quick.Verbs.Tense;
import crm.opportunities.quick.Verbs.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same as {@link Verbs} and {@link Names} for German, where what is done stands at the end and things begin with a capital as names do. */
final class GermanVerbs {

    private record Rule(Pattern pattern, ActivityType type, Tense tense, Direction direction) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String WORD = "\\p{Lu}[\\p{L}'’-]*";
    private static final String TITLE = "(?:(?:Frau|Herrn?|Dr\\.?|Prof\\.?) )*";
    private static final String NAME = "(" + TITLE + WORD + "(?: " + WORD + ")?|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)";
    private static final Pattern FIRST = Pattern.compile("^" + NAME + "(?![\\p{L}'’-])");
    private static final Pattern WITH = Pattern.compile("(?<!\\p{L})(?:[Mm]it|[Aa]n|[Vv]on|[Ff]ür) " + NAME + "(?![\\p{L}'’-])");
    private static final Pattern NEXT = Pattern.compile("^ (und|oder) (?:mit |an |von |für )?" + NAME + "(?![\\p{L}'’-])");
    private static final Pattern COMPANY = Pattern.compile("(?<!\\p{L})(?:bei|von|aus) (" + WORD + "(?: (?:" + WORD + "|&))*)");
    private static final Set<String> THINGS = Set.of("Anruf", "Rückruf", "Telefonat", "Call", "Mail", "E-Mail", "Nachricht", "Treffen", "Termin", "Besprechung", "Meeting", "Mittagessen", "Essen",
            "Kaffee", "Abendessen", "Frühstück", "Demo", "Workshop", "Besuch", "Kunde", "Kunden", "Kundin", "Mailbox", "Angebot", "Vertrag");

    private static final String MEETINGS = "(?:treffen|termin|besprechung|meeting|mittagessen|essen|kaffee|abendessen|frühstück|demo|workshop|besuch|kick-?off)";
    private static final String ACTS = "schicken|senden|verschicken|zusenden|zuschicken|vorbereiten|prüfen|fragen|nachfragen|nachfassen|klären|bestellen|buchen|vereinbaren|planen|aktualisieren|erstellen|machen|schreiben"
            + "|einreichen|bestätigen|einladen|suchen|kaufen|anbieten|besprechen|liefern|erinnern|ablegen|unterschreiben|verlängern|teilen|weiterleiten|präsentieren|geben|bringen|bezahlen|starten|absagen"
            + "|verschieben|organisieren|recherchieren|versuchen|probieren|erledigen|abschließen|übergeben|melden|ansehen|holen|durchsehen|nachreichen";
    private static final Pattern FILLER = Pattern.compile("^(?:(?:ich|wir|habe?n?|auch|dann|und|aber|eben|gerade|bitte|noch) +)+", FLAGS);
    private static final Pattern TO_DO = Pattern.compile("^(?:muss|müssen|soll|sollte|sollten|werden?|nicht vergessen,?:?|erinnere mich(?: daran)?,?|aufgabe:?|to-?do:?) +", FLAGS);
    private static final Pattern WISH = Pattern.compile("^(?:(" + WORD + "(?: " + WORD + ")?) )?(?:will|wollen|möchten?|wünscht(?: sich)?|braucht|benötigt|bittet um|bat um|erwartet|wartet auf|hätte gern)(?![\\p{L}])", Pattern.UNICODE_CASE);

    private static final List<Rule> RULES = List.of(
            rule("^(?:notiz|info):?", ActivityType.NOTE, Tense.DONE, null),
            rule("\\b(?:an|rück)ruf von|\\bhat (?:mich |uns )?(?:an|zurück)gerufen|\\brief (?:mich |uns )?(?:an|zurück)", ActivityType.CALL, Tense.DONE, Direction.INBOUND),
            rule("\\b(?:e-?mail|mail|nachricht) von|\\bhat (?:mir |uns )?(?:geschrieben|gemailt)", ActivityType.EMAIL, Tense.DONE, Direction.INBOUND),
            rule("\\b(?:angerufen|zurückgerufen|nicht erreicht|mailbox besprochen|nachricht hinterlassen)", ActivityType.CALL, Tense.DONE, Direction.OUTBOUND),
            rule("\\b(?:telefoniert|gesprochen)", ActivityType.CALL, Tense.DONE, null),
            rule("\\b(?:e-?mail|mail) .*(?:geschickt|gesendet|geschrieben)|\\b(?:gemailt|angeschrieben|geschrieben|geantwortet)", ActivityType.EMAIL, Tense.DONE, Direction.OUTBOUND),
            rule("\\b(?:getroffen|besucht)", ActivityType.MEETING, Tense.DONE, null),
            rule("\\b(?:geschickt|gesendet|verschickt|erledigt|fertiggestellt|vorbereitet|geliefert|unterschrieben|unterzeichnet|eingereicht|aktualisiert|bestellt|bezahlt|behoben|abgeschlossen|geprüft"
                    + "|vereinbart|präsentiert|vorgestellt|besprochen)", ActivityType.TASK, Tense.DONE, null),
            rule("^(?:anruf|telefonat|call) mit", ActivityType.CALL, Tense.BY_DAY, null),
            rule("\\b(?:anrufen|zurückrufen|telefonieren)|^rufe? .*\\b(?:an|zurück)$", ActivityType.CALL, Tense.TO_DO, Direction.OUTBOUND),
            rule("\\b(?:mailen|anschreiben|antworten)|\\b(?:e-?mail|mail) .*(?:schicken|senden|schreiben)", ActivityType.EMAIL, Tense.TO_DO, Direction.OUTBOUND),
            rule("^(?:\\p{L}+ )?" + MEETINGS + "(?= mit| bei|$)(?!.*(?:" + ACTS + ")$)", ActivityType.MEETING, Tense.BY_DAY, null),
            rule("(?<=\\p{L} )(?:treffen|besuchen)$", ActivityType.MEETING, Tense.TO_DO, null),
            rule("(?:^|(?<=\\s))(?:" + ACTS + ")(?=$| (?:an|mit|für|bei|wegen|zum?|zur|über|von)\\b)", ActivityType.TASK, Tense.TO_DO, null));

    private GermanVerbs() {}

    private static Rule rule(String words, ActivityType type, Tense tense, Direction direction) {
        return new Rule(Pattern.compile("(?:" + words + ")(?![\\p{L}-])", FLAGS | Pattern.UNICODE_CHARACTER_CLASS), type, tense, direction);
    }

    /** A clause without the words that only lead to what is done. */
    static String plain(String clause) {
        String plain = FILLER.matcher(TO_DO.matcher(FILLER.matcher(clause).replaceFirst("")).replaceFirst("")).replaceFirst("");
        return plain.isBlank() ? clause : plain;
    }

    static Verb of(String clause) {
        boolean told = TO_DO.matcher(FILLER.matcher(clause).replaceFirst("")).find();
        String rest = plain(clause);
        for (Rule rule : RULES) {
            if ((!told || rule.tense != Tense.DONE) && rule.pattern.matcher(rest).find()) {
                return new Verb(rule.type, told ? Tense.TO_DO : rule.tense, rule.direction, 0, null);
            }
        }
        if (told) {
            return new Verb(ActivityType.TASK, Tense.TO_DO, null, 0, null);
        }
        Matcher wish = WISH.matcher(rest);
        return wish.find() ? new Verb(ActivityType.TASK, Tense.TO_DO, null, 0, wish.group(1)) : null;
    }

    /** Who a clause is about: whoever it begins with, unless that is a thing, or comes with a preposition. */
    static Named people(Verb verb, String clause) {
        List<String> who = new ArrayList<>();
        boolean either = false;
        int end = 0;
        if (verb.who() != null) {
            who.add(verb.who());
        } else {
            Matcher first = FIRST.matcher(clause);
            boolean direct = verb.type() != ActivityType.TASK && verb.type() != ActivityType.NOTE && first.find() && !THINGS.contains(first.group(1).split(" ")[0]);
            if (!direct) {
                first = WITH.matcher(clause);
                direct = verb.type() != ActivityType.NOTE && first.find();
            }
            if (direct) {
                who.add(named(first.group(1)));
                end = first.end();
                for (Matcher next = NEXT.matcher(clause.substring(end)); next.find(); next = NEXT.matcher(clause.substring(end))) {
                    either |= next.group(1).equals("oder");
                    who.add(named(next.group(2)));
                    end += next.end();
                }
            }
        }
        Matcher company = COMPANY.matcher(clause.substring(end));
        return new Named(List.copyOf(who), either, !who.isEmpty() && company.find() ? company.group(1) : null);
    }

    private static String named(String name) {
        return name.replaceFirst("^" + TITLE, "");
    }
}
