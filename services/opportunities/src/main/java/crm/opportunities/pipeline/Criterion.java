package crm.opportunities.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that has to be true of an opportunity before it leaves a stage for a later one.
 *
 * @param filter RSQL over the opportunity and what belongs to it
 * @param description the same in words, for whoever does not meet it
 */
public record Criterion(String filter, String description) {

    private static final Pattern FIRST_FIELD = Pattern.compile("\\(*\\s*([A-Za-z][A-Za-z0-9_.]*)");
    private static final Pattern PRESENCE = Pattern.compile("([A-Za-z][A-Za-z0-9_.]*)=null=false");

    /** @param description null for words made from the filter */
    static Criterion of(String filter, String description) {
        return new Criterion(filter, description == null ? words(filter) : description);
    }

    private static String words(String filter) {
        Matcher presence = PRESENCE.matcher(filter);
        return presence.matches() ? presence.group(1) + " has a value" : filter;
    }

    /** The field that the filter speaks of first, as a pointer into the opportunity. */
    public String pointer() {
        Matcher first = FIRST_FIELD.matcher(filter);
        return first.lookingAt() ? "/" + first.group(1).replace('.', '/') : "";
    }
}
