package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A lead became account, contact and opportunity. Answers {@code crm.leads.lead-conversion-requested.v1}.
 *
 * @param leadId             the lead
 * @param conversionId       the conversion that was asked for
 * @param accountId          account matched or created
 * @param contactId          contact matched or created
 * @param opportunityId      opportunity created
 * @param accountCreated     whether the account is new
 * @param contactCreated     whether the contact is new
 * @param opportunityCreated whether the opportunity is new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadAccepted(
    UUID leadId, UUID conversionId, UUID accountId, UUID contactId, UUID opportunityId,
    boolean accountCreated, boolean contactCreated, boolean opportunityCreated) {
}
