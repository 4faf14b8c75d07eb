package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead is back in the pool for another try.
 *
 * @param leadId        the lead
 * @param previousOwner login name of who owned it; null when not known or none
 * @param previousTeam  name of the team it was in; null when not known or none
 * @param recycledCount how often it has returned to the pool
 * @param reason        why; null when not known or none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadRecycled(UUID leadId, String previousOwner, String previousTeam, int recycledCount, String reason) {
}
