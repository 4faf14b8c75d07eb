package crm.opportunities.quick;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In which language a line is written and answered. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "EEEE d MMMM uuuu"), GERMAN(Locale.GERMAN, "EEEE, d. MMMM uuuu");

    private final Locale locale;
    private final String day;

    Language(Locale locale, String day) {
        this.locale = locale;
        this.day = day;
    }

    /** The first of these that is known here, as a header Accept-Language names them; English where none is. */
    public static Language of(String accepted) {
        List<String> tags = accepted == null ? List.of() : Arrays.stream(accepted.split(",", 20)).map(tag -> tag.strip().toLowerCase(Locale.ROOT)).toList();
        return tags.stream().filter(tag -> tag.matches("(de|en)(?:[-;].*)?")).findFirst().filter(tag -> tag.startsWith("de")).isPresent() ? GERMAN : ENGLISH;
    }

    Locale locale() {
        return locale;
    }

    /** How a day is written. */
    String day() {
        return day;
    }

    String say(String english, String german) {
        return this == GERMAN ? german : english;
    }
}
