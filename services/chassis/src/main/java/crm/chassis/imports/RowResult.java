package crm.chassis.imports;

import java.util.List;
import java.util.UUID;

/**
 * What became of a row, as it is kept.
 *
 * @param recordId the record; null for a failed row and in a dry run for one that would be created
 * @param version version of the record after this row
 * @param matchKey what the row was matched by; null for nothing
 * @param reason why it failed
 * @param cells the row as it stood in the file, of a failed row alone
 * @param before the stored row of the record before this import, as JSON text, where this row changed it first
 */
record RowResult(long number, Outcome outcome, UUID recordId, Long version, String matchKey, String reason, List<String> cells, String before) {

    static RowResult failed(SourceRow row, String reason) {
        return new RowResult(row.number(), Outcome.FAILED, null, null, null, reason, row.cells(), null);
    }
}
