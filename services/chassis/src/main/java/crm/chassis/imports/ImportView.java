package crm.chassis.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An import as the API shows it. {@code processed} is the sum of created, updated, unchanged, duplicates and failed.
 *
 * @param rows rows of the file without header and blank lines
 * @param duplicates rows about a record that an earlier row of the file was about; they were added to it
 * @param ignoredColumns columns that go into no field
 * @param problem why a failed job stopped
 * @param unmatched values that are not known here with what was probably meant, those of most rows first, 100 at most; a dry run
 *     finds them before anything is taken over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportView(UUID id, String collection, ImportState state, boolean dryRun, String matchOn, long rows, long processed,
        long created, long updated, long unchanged, long duplicates, long failed, @Schema(implementation = String[].class) JsonNode ignoredColumns, String charset, long bytes,
        String sha256, String problem, String startedBy, Instant createdAt, Instant startedAt, Instant finishedAt, Reversal reversal,
        List<Unmatched> unmatched, @JsonIgnore JsonNode mapping, @JsonIgnore boolean keepOwners) {

    static final String COLUMNS = "id, collection, state, dry_run, match_on, row_count, processed, created, updated, unchanged, duplicates,"
            + " failed, ignored_columns::text, charset, bytes, sha256, problem, started_by, created_at, started_at, finished_at, reversed_by,"
            + " archived, restored, kept_because_changed, reversal_requested_at, reversed_at, mapping::text, keep_owners,"
            + " (select jsonb_agg(jsonb_build_object('column', file_column, 'field', field, 'value', value, 'suggestion', suggestion, 'rows', row_count,"
            + " 'taken', taken) order by row_count desc, field, value) from (select * from import_unmatched where import_id = import_job.id"
            + " order by row_count desc, field, value limit 100) as most)::text";

    /**
     * What came of taking the import back.
     *
     * @param archived created records that were archived
     * @param restored updated records that are again as they were
     * @param keptBecauseChanged records that stay as they are, since somebody changed them or put others below them that they would stand below
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reversal(String requestedBy, Instant requestedAt, long archived, long restored, long keptBecauseChanged, Instant finishedAt) {}

    static ImportView from(Row row, ObjectMapper json) {
        try {
            Reversal reversal = row.getString(21) == null ? null
                    : new Reversal(row.getString(21), instant(row, 25), row.getLong(22), row.getLong(23), row.getLong(24), instant(row, 26));
            return new ImportView(row.getUUID(0), row.getString(1), ImportState.valueOf(row.getString(2)), row.getBoolean(3), row.getString(4),
                    row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11),
                    json.readTree(row.getString(12)), row.getString(13), row.getLong(14), row.getString(15), row.getString(16),
                    row.getString(17), instant(row, 18), instant(row, 19), instant(row, 20), reversal, unmatched(row.getString(29), json), json.readTree(row.getString(27)),
                    row.getBoolean(28));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Unmatched> unmatched(String array, ObjectMapper json) throws IOException {
        return array == null ? null : json.readerForListOf(Unmatched.class).readValue(array);
    }

    private static Instant instant(Row row, int column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
