package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A campaign is over; responses may still come.
 *
 * @param campaignId the campaign
 * @param actualCost sum of its costs so far, in {@code currency}, at most 4 decimals; null where it has none
 * @param currency   ISO 4217 code of {@code actualCost}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CampaignCompleted(UUID campaignId, BigDecimal actualCost, String currency) {
}
