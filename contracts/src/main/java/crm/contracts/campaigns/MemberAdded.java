package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Somebody is a member of a campaign now.
 *
 * @param memberId   the member
 * @param campaignId the campaign
 * @param leadId     the lead; null where it is a contact
 * @param contactId  the contact; null where it is a lead
 * @param accountId  the contact's account; null where it is not known
 * @param status     how far the member is, for example TARGETED
 * @param origin     how the member came in: HAND, IMPORT, RULE or TOUCH
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MemberAdded(
    UUID memberId, UUID campaignId, UUID leadId, UUID contactId, UUID accountId, String status, String origin) {
}
