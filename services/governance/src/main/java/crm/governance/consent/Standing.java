package crm.governance.consent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a purpose, channel and basis of a person stands.
 *
 * @param at      since when
 * @param number  number of the entry that it stands so by
 * @param entryId that entry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ConsentStanding")
record Standing(String purpose, Channel channel, LawfulBasis basis, State state, Instant validUntil, Instant at, @JsonIgnore long number, UUID entryId) {

    static final Comparator<Standing> ORDER = Comparator.comparing(Standing::purpose).thenComparing(Standing::channel).thenComparing(Standing::basis);

    /** What of a person there is one standing of. */
    record Key(String purpose, Channel channel, LawfulBasis basis) {}

    Key key() {
        return new Key(purpose, channel, basis);
    }

    boolean isGivenAt(Instant moment) {
        return state == State.GIVEN && (validUntil == null || validUntil.isAfter(moment));
    }
}
