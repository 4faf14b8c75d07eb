package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Sales accepted a lead that marketing offered; it belongs to who accepted it.
 *
 * @param handoffId  the handoff
 * @param leadId     the lead that is handed over
 * @param acceptedBy login name of who accepted, who owns the lead now
 * @param offeredBy  login name of who offered it
 * @param acceptedAt UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandoffAccepted(
    UUID handoffId, UUID leadId, String acceptedBy, String offeredBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant acceptedAt) {
}
