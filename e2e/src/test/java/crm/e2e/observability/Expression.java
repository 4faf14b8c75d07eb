package crm.e2e.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as is needed to say which series an expression reads, and that its brackets close. */
record Expression(String text) {

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset");
    private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^()]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)(\\s*\\()?");

    /** @throws IllegalArgumentException where a bracket is left open or closes nothing */
    Set<String> series() {
        String bare = STRING.matcher(text).replaceAll("''");
        check(bare);
        bare = GROUPING.matcher(bare.replaceAll("\\{[^{}]*\\}", "").replaceAll("\\[[^\\[\\]]*\\]", "")).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            if (matcher.group(2) == null && !WORDS.contains(matcher.group(1))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private void check(String bare) {
        StringBuilder open = new StringBuilder();
        for (char sign : bare.toCharArray()) {
            if ("([{".indexOf(sign) >= 0) {
                open.append(")]}".charAt("([{".indexOf(sign)));
            } else if (")]}".indexOf(sign) >= 0) {
                if (open.isEmpty() || open.charAt(open.length() - 1) != sign) {
                    throw new IllegalArgumentException("A bracket closes nothing: " + text);
                }
                open.setLength(open.length() - 1);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("A bracket is left open: " + text);
        }
    }
}
