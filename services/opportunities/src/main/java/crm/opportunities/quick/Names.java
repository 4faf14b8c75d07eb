package crm.opportunities.quick;

import crm.opportunities.activity.ActivityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a clause is about, as its words have it: names and addresses right after the verb, and the company behind {@code at} or {@code from}. */
final class Names {

    private static final String WORD = "\\p{Lu}[\\p{L}'’-]*";
    private static final String NAME = "(?:(?:Dr|Mrs?|Ms|Prof)\\.? )?" + WORD + "(?: " + WORD + "){0,2}";
    private static final String ADDRESS = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";
    private static final Pattern FIRST = Pattern.compile("^ ?(?:(?:to|with|for|from) )?(" + ADDRESS + "|" + NAME + ")");
    private static final Pattern FURTHER = Pattern.compile("(?<!\\p{L})(?:to|with|for) (" + ADDRESS + "|" + NAME + ")");
    private static final Pattern ACRONYM = Pattern.compile("\\p{Lu}{2,}");
    private static final Pattern NEXT = Pattern.compile("^ (and|&|or) (" + ADDRESS + "|" + NAME + ")(?![\\p{L}'’-])");
    private static final Pattern PLAIN = Pattern.compile("^ ?(?:(?:to|with|from) )?(\\p{Ll}[\\p{L}'’-]+)");
    private static final Pattern COMPANY = Pattern.compile("(?<!\\p{L})(?:at|from|of) (" + WORD + "(?: (?:" + WORD + "|&))*)");
    private static final Set<String> NO_NAMES = Set.of("the", "a", "an", "to", "about", "re", "him", "her", "them", "me", "us", "it", "back", "in", "on", "at", "by", "for",
            "and", "or", "with", "from", "of", "up", "out", "this", "that", "my", "our", "his", "their", "all", "some", "customer", "customers", "everybody", "everyone",
            "no", "not", "two", "three", "regarding", "because", "but", "again", "twice", "today", "support", "sales", "reception", "office", "there", "team");
    private static final Pattern TITLE = Pattern.compile("^(?:Dr|Mrs?|Ms|Prof)\\.? ");

    private Names() {}

    /**
     * People of a clause.
     *
     * @param either whether only one of them is meant, and nothing says which
     */
    record Named(List<String> who, boolean either, String company) {}

    /** @param rest what follows the verb, without what says when */
    static Named after(Verbs.Verb verb, String rest) {
        List<String> who = new ArrayList<>();
        boolean either = false;
        if (verb.who() != null) {
            who.add(verb.who());
        }
        Matcher first = FIRST.matcher(rest);
        int end = 0;
        boolean direct = first.find() && !(verb.type() == ActivityType.TASK && ACRONYM.matcher(first.group(1)).matches());
        if (verb.who() == null && !direct && verb.type() == ActivityType.TASK) {
            // send NDA to Ann
            first = FURTHER.matcher(rest);
            direct = first.find();
        }
        if (verb.who() == null && direct) {
            who.add(plain(first.group(1)));
            end = first.end();
            for (Matcher next = NEXT.matcher(rest.substring(end)); next.find(); next = NEXT.matcher(rest.substring(end))) {
                either |= next.group(1).equals("or");
                who.add(plain(next.group(2)));
                end += next.end();
            }
        } else if (verb.who() == null && verb.type() != ActivityType.TASK && verb.type() != ActivityType.NOTE) {
            Matcher plain = PLAIN.matcher(rest);
            if (plain.find() && !NO_NAMES.contains(plain.group(1))) {
                who.add(plain.group(1));
            }
        }
        Matcher company = COMPANY.matcher(rest.substring(end));
        return new Named(List.copyOf(who), either, !who.isEmpty() && company.find() ? company.group(1) : null);
    }

    private static String plain(String name) {
        return TITLE.matcher(name).replaceFirst("");
    }
}
