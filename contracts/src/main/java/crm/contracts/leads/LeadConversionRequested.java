package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Asks opportunities to turn a lead into account, contact and opportunity. It is answered by {@code
 * crm.opportunities.lead-accepted.v1} or {@code crm.opportunities.lead-refused.v1} with the same {@code conversionId},
 * exactly once in effect: asking again with the same {@code conversionId} creates nothing more.
 *
 * @param conversionId   this conversion; a lead whose conversion was rejected gets another one at the next try
 * @param lead           the lead as it stood, schema {@code schemas/records/lead.json}
 * @param accountId      existing account to use; null to match by domain or exact name, else to create one
 * @param contactId      existing contact to use; null to match by email, else to create one
 * @param opportunity    what is known of the opportunity; null to derive all of it from the lead
 * @param requestedBy    login name of who asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadConversionRequested(
    UUID conversionId, ObjectNode lead, UUID accountId, UUID contactId, OpportunityProposal opportunity,
    String requestedBy) {
}
