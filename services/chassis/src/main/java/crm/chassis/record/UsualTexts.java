package crm.chassis.record;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is usually written in fields that take any text, so that a slip of the finger in a file is seen: the same in every service. */
public final class UsualTexts {

    /** As they are called in English. */
    public static final List<String> COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(code -> new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH)).sorted().toList();

    public static final List<String> INDUSTRIES = List.of("agriculture", "apparel", "automotive", "banking", "biotechnology", "chemicals", "communications",
            "construction", "consulting", "education", "electronics", "employment", "energy", "engineering", "entertainment", "environment", "finance",
            "food and beverage", "government", "healthcare", "hospitality", "insurance", "logistics", "machinery", "manufacturing", "marketing", "media",
            "medical", "mining", "not for profit", "pharmaceuticals", "real estate", "recreation", "retail", "services", "shipping", "software",
            "technology", "telecommunications", "transportation", "travel", "utilities", "wholesale");

    private UsualTexts() {}
}
