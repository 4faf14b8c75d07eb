package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead has another owner or team than before.
 *
 * @param leadId        the lead
 * @param owner         login name of the owner now; null when nobody owns it
 * @param team          name of the team now; null when none
 * @param previousOwner login name of the owner before; null when nobody owned it
 * @param previousTeam  name of the team before; null when none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadAssigned(UUID leadId, String owner, String team, String previousOwner, String previousTeam) {
}
