package crm.governance.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.governance.record.ReadRights;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule that a record breaks, or has broken until it was resolved. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QualityIssue")
record IssueView(UUID id, String state, UUID ruleId, String recordType, UUID recordId, @Schema(description = "What people call the record") String label,
        @Schema(description = "Where the API shows the record") String href, String owner, String team, String field, String mode, String why,
        String example, String fix, Instant openedAt, Instant resolvedAt) {

    @Schema(name = "QualityIssues")
    record Page(List<IssueView> items, @Schema(nullable = true) String nextCursor) {}

    /** How many records break a rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QualityRuleFigures")
    record Broken(UUID ruleId, String entity, String field, String mode, String why, String fix, long open) {}

    @Schema(name = "QualityIssueSummary")
    record Summary(@Schema(description = "The rule that most records break first, at most 200") List<Broken> items) {}

    static final String COLUMNS = "page.id, page.rule_id, page.record_type, page.record_id, page.owner, page.team, page.opened_at, page.resolved_at,"
            + " (select label from known_record named where named.record_type = page.record_type and named.record_id = page.record_id),"
            + " rule.field, rule.mode, rule.why, rule.example, rule.fix";

    static IssueView from(Row row, ReadRights rights) {
        OffsetDateTime resolved = row.getOffsetDateTime(7);
        return new IssueView(row.getUUID(0), resolved == null ? "OPEN" : "RESOLVED", row.getUUID(1), row.getString(2), row.getUUID(3), row.getString(8),
                rights.link(row.getString(2), row.getUUID(3)), row.getString(4), row.getString(5), row.getString(9), row.getString(10),
                row.getString(11), row.getString(12), row.getString(13), row.getOffsetDateTime(6).toInstant(), resolved == null ? null : resolved.toInstant());
    }
}
