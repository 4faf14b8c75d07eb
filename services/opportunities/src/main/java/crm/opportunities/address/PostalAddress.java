package crm.opportunities.address;

import crm.chassis.record.Field;
import crm.chassis.record.UsualTexts;

/** A postal address as accounts and contacts have it. */
public final class PostalAddress {

    private PostalAddress() {}

    public static Field field(String name) {
        return Field.object(name,
                Field.text("street"),
                Field.text("city").max(120),
                Field.text("state").max(120),
                Field.text("postalCode").max(20),
                Field.text("country").max(120).usually(UsualTexts.COUNTRIES));
    }
}
