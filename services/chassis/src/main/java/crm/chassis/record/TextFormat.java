package crm.chassis.record;

import java.util.regex.Pattern;

/** Forms of text that the API checks, and how it stores them. */
public enum TextFormat {
    PLAIN(255, null, null),
    /** Addr-spec of RFC 5322 as people use it, at most 254 characters (RFC 5321). */
    EMAIL(254, "[^\\s@<>(),;:\\\\\"\\[\\]]{1,64}@[^\\s@<>(),;:\\\\\"\\[\\]]+\\.[^\\s@<>(),;:\\\\\"\\[\\]]{2,}", "an email address"),
    /** Digits with the separators people write; at least 3 digits. */
    PHONE(50, "[+(]?(?:[ ()./x#-]*\\p{Nd}){3,32}[ )]*", "a telephone number"),
    URL(2_000, "(?i)(?:https?://)?[^\\s/<>\"]+\\.[^\\s<>\"]+", "a web address"),
    /** ISO 4217. */
    CURRENCY(3, "[A-Z]{3}", "a currency of ISO 4217 such as EUR"),
    /** BCP 47. */
    LANGUAGE(35, "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", "a language tag of BCP 47 such as de-CH");

    private final int maxLength;
    private final Pattern pattern;
    private final String words;

    TextFormat(int maxLength, String pattern, String words) {
        this.maxLength = maxLength;
        this.pattern = pattern == null ? null : Pattern.compile(pattern);
        this.words = words;
    }

    /** The same for machines, as in {@code email}. */
    String kind() {
        return this == PLAIN ? "text" : name().toLowerCase(java.util.Locale.ROOT);
    }

    int maxLength() {
        return maxLength;
    }

    boolean accepts(String text) {
        return pattern == null || pattern.matcher(text).matches();
    }

    /** What the text has to be, for an error message. */
    String words() {
        return words;
    }
}
