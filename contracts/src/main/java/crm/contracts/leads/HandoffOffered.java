package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Marketing offered a qualified lead to sales, which decides until {@code dueAt}.
 *
 * @param handoffId the handoff
 * @param leadId    the lead that is handed over
 * @param offeredBy login name of who offers it
 * @param offeredTo login name of the person it is offered to; null when not known or none
 * @param team      name of the team whose queue it is in; null when not known or none
 * @param dueAt     until when sales decides, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandoffOffered(
    UUID handoffId, UUID leadId, String offeredBy, String offeredTo, String team,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant dueAt) {
}
