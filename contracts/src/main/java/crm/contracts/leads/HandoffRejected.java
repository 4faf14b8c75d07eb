package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Sales rejected a lead that marketing offered; it stays with marketing.
 *
 * @param handoffId  the handoff
 * @param leadId     the lead that is handed over
 * @param rejectedBy login name of who rejected
 * @param offeredBy  login name of who offered it
 * @param reason     why, in the words of who rejected
 * @param rejectedAt UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandoffRejected(
    UUID handoffId, UUID leadId, String rejectedBy, String offeredBy, String reason,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant rejectedAt) {
}
