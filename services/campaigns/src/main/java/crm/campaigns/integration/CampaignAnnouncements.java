package crm.campaigns.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaign;
import crm.campaigns.member.CampaignMember;
import crm.campaigns.touch.Touch;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.RecordEvents;
import crm.contracts.campaigns.CampaignApproved;
import crm.contracts.campaigns.CampaignCompleted;
import crm.contracts.campaigns.CampaignEvents;
import crm.contracts.campaigns.CampaignLaunched;
import crm.contracts.campaigns.MemberAdded;
import crm.contracts.campaigns.MemberResponded;
import crm.contracts.campaigns.TouchRecorded;
import jakarta.inject.Singleton;

/** What the other services are told about campaigns, members and touches, in the words of the contract. */
@Singleton
public class CampaignAnnouncements {

    /** Archiving a campaign is a change like others. */
    public static final RecordEvents OF_THE_RECORD =
            new RecordEvents(CampaignEvents.CAMPAIGN_CREATED, CampaignEvents.CAMPAIGN_CHANGED, null);

    private final ObjectMapper json;

    CampaignAnnouncements(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent approved(Campaign campaign, Me me) {
        return event(CampaignEvents.CAMPAIGN_APPROVED, campaign,
                new CampaignApproved(campaign.id, me.login(), campaign.budgetedCost, campaign.currency), me);
    }

    public OutgoingEvent launched(Campaign campaign, Me me) {
        return event(CampaignEvents.CAMPAIGN_LAUNCHED, campaign, new CampaignLaunched(campaign.id, me.login()), me);
    }

    public OutgoingEvent completed(Campaign campaign, Me me) {
        return event(CampaignEvents.CAMPAIGN_COMPLETED, campaign, new CampaignCompleted(campaign.id, campaign.actualCost, campaign.currency), me);
    }

    public OutgoingEvent added(CampaignMember member, Me me) {
        return event(CampaignEvents.MEMBER_ADDED, member, new MemberAdded(member.id, member.campaignId, member.leadId, member.contactId,
                member.accountId, member.status.name(), member.origin.name()), me);
    }

    public OutgoingEvent responded(CampaignMember member, Me me) {
        return event(CampaignEvents.MEMBER_RESPONDED, member, new MemberResponded(member.id, member.campaignId, member.leadId, member.contactId,
                member.status.name(), member.respondedAt), me);
    }

    public OutgoingEvent recorded(Touch touch, Me me) {
        return event(CampaignEvents.TOUCH_RECORDED, touch, new TouchRecorded(touch.id, touch.campaignId, touch.leadId, touch.contactId,
                touch.accountId, touch.kind.name(), touch.channel, touch.occurredAt), me);
    }

    private OutgoingEvent event(String type, CrmRecord record, Record data, Me me) {
        return OutgoingEvent.of(type, record.id, record.version, json.valueToTree(data)).by(me.actor());
    }
}
