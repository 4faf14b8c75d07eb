package crm.contracts.campaigns;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign touched somebody: one entry of the ledger that attribution is made of.
 *
 * @param touchId    the entry
 * @param campaignId the campaign
 * @param leadId     the lead; null where it is a contact
 * @param contactId  the contact; null where it is a lead
 * @param accountId  the contact's account; null where it was not named
 * @param kind       what happened, for example CAPTURE
 * @param channel    by which way, for example email; null where nobody named one
 * @param occurredAt when it happened, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TouchRecorded(
    UUID touchId, UUID campaignId, UUID leadId, UUID contactId, UUID accountId, String kind, String channel,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant occurredAt) {
}
