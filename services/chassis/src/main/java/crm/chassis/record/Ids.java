package crm.chassis.record;

import com.github.f4b6a3.uuid.UuidCreator;
import crm.chassis.problem.Problem;
import java.util.UUID;

/** Identifiers of records: UUID version 7 (RFC 9562), made by the application before anything is stored. */
public final class Ids {

    private Ids() {}

    /** A new identifier; later ones of the same process sort after earlier ones. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /**
     * Reads an identifier out of a path.
     *
     * @throws Problem 404 where the text is no identifier, since no record can have it
     */
    public static UUID ofPath(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException noIdentifier) {
            // answered below like any identifier that nothing has
        }
        throw Problem.notFound();
    }
}
