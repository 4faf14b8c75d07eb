package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A case has another owner, team or queue than before.
 *
 * @param caseId        the case
 * @param owner         login name of the owner now; null when nobody owns it
 * @param team          name of the team now; null when none
 * @param queue         name of the queue it waits in now; null when none
 * @param previousOwner login name of the owner before; null when nobody owned it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseAssigned(UUID caseId, String owner, String team, String queue, String previousOwner) {
}
