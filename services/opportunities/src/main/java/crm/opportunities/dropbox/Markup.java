package crm.opportunities.dropbox;

import java.util.Locale;
import java.util.Set;

/** The text of HTML, for reading and for nothing else: it is never shown as markup. Takes time in proportion to the length, whatever is in it. */
final class Markup {

    private static final int LONGEST = 500_000;
    private static final Set<String> WITHOUT_TEXT = Set.of("script", "style", "head", "title");
    private static final Set<String> LINES = Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote");

    private Markup() {}

    static String textOf(String html) {
        String markup = html.substring(0, Math.min(html.length(), LONGEST));
        String lower = markup.toLowerCase(Locale.ROOT);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < markup.length()) {
            int open = markup.indexOf('<', at);
            int close = open < 0 ? -1 : markup.indexOf('>', open);
            if (close < 0) {
                text.append(markup, at, markup.length());
                break;
            }
            text.append(markup, at, open);
            String name = name(lower, open);
            if (WITHOUT_TEXT.contains(name)) {
                int end = lower.indexOf("</" + name, close);
                at = end < 0 ? markup.length() : end;
            } else {
                if (LINES.contains(name.startsWith("/") ? name.substring(1) : name)) {
                    text.append('\n');
                }
                at = close + 1;
            }
        }
        return text.toString().replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
                .replaceAll("[ \\t\\r]+", " ").replaceAll(" ?\\n[ \\n]*", "\n").strip();
    }

    /** The name of the tag that opens here, with its stroke where it ends something. */
    private static String name(String lower, int open) {
        int end = open + 1;
        while (end < lower.length() && end - open < 20 && (Character.isLetterOrDigit(lower.charAt(end)) || end == open + 1 && lower.charAt(end) == '/')) {
            end++;
        }
        return lower.substring(open + 1, end);
    }
}
