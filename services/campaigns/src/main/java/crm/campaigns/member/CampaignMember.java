package crm.campaigns.member;

import crm.campaigns.touch.Touch;
import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;

/** A lead or a contact that a campaign addresses. */
@Entity
public class CampaignMember extends CrmRecord {

    public UUID campaignId;
    public UUID leadId;
    public UUID contactId;

    /** The contact's account when it became a member. */
    public UUID accountId;

    @Enumerated(EnumType.STRING)
    public MemberStatus status;

    /** When it responded last; null where it did not. */
    public Instant respondedAt;

    @Enumerated(EnumType.STRING)
    public MemberOrigin origin;

    /** What its response is in the ledger of touches: once for each status. */
    Touch touch() {
        Touch touch = new Touch();
        touch.campaignId = campaignId;
        touch.leadId = leadId;
        touch.contactId = contactId;
        touch.accountId = accountId;
        touch.kind = status.touch();
        touch.occurredAt = respondedAt;
        touch.sourceKey = "member:" + id + ":" + status;
        return touch;
    }
}
