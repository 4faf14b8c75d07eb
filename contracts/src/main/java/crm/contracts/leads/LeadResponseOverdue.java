package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Nobody called, wrote to or met a lead until its limit.
 *
 * @param leadId        the lead
 * @param owner         login name of who should have answered; null when not known or none
 * @param team          name of the team; null when not known or none
 * @param responseDueAt until when somebody should have answered, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadResponseOverdue(
    UUID leadId, String owner, String team, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant responseDueAt) {
}
