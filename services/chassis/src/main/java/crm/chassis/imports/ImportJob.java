package crm.chassis.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An import as its worker needs it.
 *
 * @param mapping as it was given; null for none
 * @param me who started it, with the rights of that moment
 * @param keepOwners whether records that come without an owner stay with who started it
 * @param position number of the last row that was dealt with
 * @param reversedBy who takes it back; null where nobody does
 */
record ImportJob(UUID id, String collection, ImportState state, boolean dryRun, String matchOn, JsonNode mapping, String charset,
        Me me, boolean keepOwners, String traceparent, long position, long reversalPosition, String reversedBy, List<String> header) {

    static final String COLUMNS = "id, collection, state, dry_run, match_on, mapping::text, charset, me::text, traceparent, position,"
            + " reversal_position, header::text, reversed_by, keep_owners";

    static ImportJob from(Row row, ObjectMapper json) {
        try {
            List<String> header = new ArrayList<>();
            json.readTree(row.getString(11)).forEach(name -> header.add(name.textValue()));
            JsonNode mapping = json.readTree(row.getString(5));
            return new ImportJob(row.getUUID(0), row.getString(1), ImportState.valueOf(row.getString(2)), row.getBoolean(3), row.getString(4),
                    mapping.isNull() ? null : mapping, row.getString(6), json.readValue(row.getString(7), Me.class), row.getBoolean(13), row.getString(8),
                    row.getLong(9), row.getLong(10), row.getString(12), header);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
