package crm.opportunities.address;

import crm.chassis.record.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A postal address as accounts and contacts have it. */
public final class PostalAddress {

    /** As they are called in English. */
    private static final List<String> COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(code -> new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH)).sorted().toList();

    private PostalAddress() {}

    public static Field field(String name) {
        return Field.object(name,
                Field.text("street"),
                Field.text("city").max(120),
                Field.text("state").max(120),
                Field.text("postalCode").max(20),
                Field.text("country").max(120).usually(COUNTRIES));
    }
}
