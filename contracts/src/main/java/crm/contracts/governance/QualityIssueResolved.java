package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/** A record breaks a rule no more, or the rule or the record is not there any more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QualityIssueResolved(UUID issueId, UUID ruleId, String recordType, UUID recordId) {
}
