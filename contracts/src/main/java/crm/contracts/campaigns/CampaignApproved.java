package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A campaign was approved and may be launched.
 *
 * @param campaignId   the campaign
 * @param approvedBy   login name of who approved it
 * @param budgetedCost what was approved, in {@code currency}, at most 4 decimals; null where it has no budget
 * @param currency     ISO 4217 code of {@code budgetedCost}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CampaignApproved(UUID campaignId, String approvedBy, BigDecimal budgetedCost, String currency) {
}
