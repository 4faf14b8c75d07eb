package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A record breaks a rule that it did not break before.
 *
 * @param recordType singular name of the record, for example lead
 * @param mode       OBSERVE, WARN or BLOCK
 * @param owner      whose the record is; null for nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QualityIssueOpened(UUID issueId, UUID ruleId, String recordType, UUID recordId, String field, String mode, String owner, String team) {
}
