package crm.chassis.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How far a rebuild is: {@code published} of about {@code total} records were told again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildView(UUID id, String state, List<String> collections, long published, long total, String requestedBy, Instant createdAt, Instant finishedAt) {

    static final String COLUMNS = "id, state, collections, published, total, requested_by, created_at, finished_at";

    static RebuildView from(Row row) {
        return new RebuildView(row.getUUID(0), row.getString(1), List.of(row.getArrayOfStrings(2)), row.getLong(3), row.getLong(4), row.getString(5),
                row.getOffsetDateTime(6).toInstant(), row.getOffsetDateTime(7) == null ? null : row.getOffsetDateTime(7).toInstant());
    }
}
