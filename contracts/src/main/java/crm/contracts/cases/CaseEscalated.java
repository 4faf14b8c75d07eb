package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A case was escalated by somebody or by the ladder of its policy.
 *
 * @param caseId the case
 * @param level  how far it is escalated now, from 1
 * @param reason why; null when nobody said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseEscalated(UUID caseId, int level, String reason) {
}
