package crm.governance.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of the audit as readers see it: who did what to which record, on whose behalf, and what was changed from
 * what to what.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditEntry")
record AuditView(long position, UUID id, String type, String service, String recordType, UUID recordId, long recordVersion, Instant at,
        String actor, String onBehalfOf, String correlationId, UUID causationId,
        @Schema(description = "From what to what each field was changed", type = SchemaType.ARRAY, implementation = Object.class) JsonNode changes,
        @Schema(description = "All that the event told; only where one entry is asked for", type = SchemaType.OBJECT, implementation = Object.class) JsonNode data,
        @Schema(description = "SHA-256 of this row and the one before, in hex") String hash) {

    private static final String MASK = "***";

    /** A page of entries, newest first. */
    @Schema(name = "AuditPage")
    record Page(List<AuditView> items, @Schema(nullable = true) String nextCursor) {}

    static AuditView from(AuditEntry entry, byte[] hash, boolean whole, Set<String> masked, ObjectMapper json) {
        JsonNode data = tree(entry.data(), json);
        mask(data, masked);
        JsonNode changes = data.path("changes");
        return new AuditView(entry.position(), entry.eventId(), entry.type(), entry.source().substring(entry.source().lastIndexOf('/') + 1),
                entry.recordType(), entry.recordId(), entry.recordVersion(), entry.at(), entry.actor(), entry.onBehalfOf(),
                entry.correlationId(), entry.causationId(), changes.isArray() ? changes : json.createArrayNode(), whole ? data : null,
                HexFormat.of().formatHex(hash));
    }

    /** That something was changed is shown, from what to what is not. */
    private static void mask(JsonNode data, Set<String> masked) {
        for (JsonNode change : data.path("changes")) {
            if (masked.contains(change.path("field").asText()) && change instanceof ObjectNode node) {
                node.remove(List.of("from", "to"));
            }
        }
        if (data.path("record") instanceof ObjectNode record) {
            masked.stream().filter(record::has).forEach(field -> record.put(field, MASK));
        }
    }

    private static JsonNode tree(String text, ObjectMapper json) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
