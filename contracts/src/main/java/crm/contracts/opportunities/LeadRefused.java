package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead cannot become account, contact and opportunity; nothing was created or changed.
 * Answers {@code crm.leads.lead-conversion-requested.v1}.
 *
 * @param leadId       the lead
 * @param conversionId the conversion that was asked for
 * @param reason       why, as one sentence for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadRefused(UUID leadId, UUID conversionId, String reason) {
}
