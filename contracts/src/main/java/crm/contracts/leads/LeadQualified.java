package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead reached QUALIFIED by a person's judgement. Leads imported as qualified do not publish this.
 *
 * @param leadId         the lead
 * @param qualifiedBy    login name of who judged
 * @param previousStatus the status before, for example {@code CONTACTED}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadQualified(UUID leadId, String qualifiedBy, String previousStatus) {
}
