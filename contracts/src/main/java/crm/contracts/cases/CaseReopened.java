package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A case that was over is worked on again.
 *
 * @param caseId    the case
 * @param accountId whose it is; null when not known
 * @param reason    why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseReopened(UUID caseId, UUID accountId, String reason) {
}
