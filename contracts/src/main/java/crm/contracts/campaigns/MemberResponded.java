package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A member clicked, answered, registered or came.
 *
 * @param memberId    the member
 * @param campaignId  the campaign
 * @param leadId      the lead; null where it is a contact
 * @param contactId   the contact; null where it is a lead
 * @param status      what the member did, for example REGISTERED
 * @param respondedAt when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MemberResponded(
    UUID memberId, UUID campaignId, UUID leadId, UUID contactId, String status,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant respondedAt) {
}
