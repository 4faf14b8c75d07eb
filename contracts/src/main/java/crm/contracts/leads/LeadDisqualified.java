package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead was found not worth working on.
 *
 * @param leadId         the lead
 * @param disqualifiedBy login name of who judged
 * @param status         the status now: {@code UNQUALIFIED} or {@code JUNK}
 * @param previousStatus the status before
 * @param reason         why, in the words of who judged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadDisqualified(
    UUID leadId, String disqualifiedBy, String status, String previousStatus, String reason) {
}
