package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Nobody decided on a handoff until its limit; it is in the queue of the team now.
 *
 * @param handoffId     the handoff
 * @param leadId        the lead that is handed over
 * @param previousOwner login name of who should have decided; null when not known or none
 * @param team          name of the team whose queue it is in; null when not known or none
 * @param managers      login names of those who manage that team
 * @param dueAt         until when sales should have decided, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandoffEscalated(
    UUID handoffId, UUID leadId, String previousOwner, String team, List<String> managers,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant dueAt) {
}
