package crm.governance.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.governance.record.ReadRights;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of the timeline.
 *
 * @param link where the API shows the record; null where it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TimelineEntry")
record TimelineView(UUID id, Instant at, String type, String title, String detail, String service, String actor, String onBehalfOf,
        String recordType, UUID recordId, String link) {

    /** A page of lines, newest first. */
    @Schema(name = "TimelinePage")
    record Page(List<TimelineView> items, @Schema(nullable = true) String nextCursor) {}

    static TimelineView from(Row row, ReadRights rights) {
        return new TimelineView(row.getUUID(0), row.getOffsetDateTime(1).toInstant(), row.getString(2), row.getString(3), row.getString(4),
                row.getString(5), row.getString(6), row.getString(7), row.getString(8), row.getUUID(9), rights.link(row.getString(8), row.getUUID(9)));
    }
}
