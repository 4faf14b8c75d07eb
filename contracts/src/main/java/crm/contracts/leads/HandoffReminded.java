package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * The time limit of an open handoff is near and nobody has decided.
 *
 * @param handoffId the handoff
 * @param leadId    the lead that is handed over
 * @param owner     login name of who is to decide; null when not known or none
 * @param team      name of the team whose queue it is in; null when not known or none
 * @param dueAt     until when sales decides, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandoffReminded(
    UUID handoffId, UUID leadId, String owner, String team,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant dueAt) {
}
