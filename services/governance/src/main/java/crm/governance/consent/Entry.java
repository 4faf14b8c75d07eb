package crm.governance.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of the ledger.
 *
 * @param number        of this entry among those of the person, from 1
 * @param at            when it was said
 * @param endsId        the entry that this one ends; null where it is none of those
 * @param inheritedFrom the entry of the lead that the contact has this one from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ConsentEntry")
record Entry(UUID id, Person.Type personType, UUID personId, long number, State state, String purpose, Channel channel, LawfulBasis basis,
        String source, String proof, Instant validUntil, Instant at, Instant recordedAt, String recordedBy, UUID endsId, UUID inheritedFrom) {

    static final String COLUMNS = "id, person_type, person_id, number, state, purpose, channel, basis, source, proof, valid_until, at, recorded_at,"
            + " recorded_by, ends_id, inherited_from";

    static Entry from(Row row) {
        return new Entry(row.getUUID(0), Person.Type.valueOf(row.getString(1)), row.getUUID(2), row.getLong(3), State.valueOf(row.getString(4)),
                row.getString(5), Channel.valueOf(row.getString(6)), LawfulBasis.valueOf(row.getString(7)), row.getString(8), row.getString(9),
                instant(row.getOffsetDateTime(10)), instant(row.getOffsetDateTime(11)), instant(row.getOffsetDateTime(12)), row.getString(13),
                row.getUUID(14), row.getUUID(15));
    }

    static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    Standing standing() {
        return new Standing(purpose, channel, basis, state, validUntil, at, number, id);
    }
}
