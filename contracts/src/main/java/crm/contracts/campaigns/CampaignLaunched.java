package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A campaign addresses people from now on.
 *
 * @param campaignId the campaign
 * @param launchedBy login name of who launched it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CampaignLaunched(UUID campaignId, String launchedBy) {
}
