package crm.governance.consent;

import java.util.Locale;
import java.util.UUID;

/** Somebody whose consents are kept. */
record Person(Type type, UUID id) {

    enum Type {
        LEAD,
        CONTACT;

        /** The name of the record that the person is kept as. */
        String recordType() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
