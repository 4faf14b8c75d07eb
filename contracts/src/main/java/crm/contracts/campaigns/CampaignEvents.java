package crm.contracts.campaigns;

import crm.contracts.RecordChanged;
import crm.contracts.RecordState;
import java.util.Map;

/**
 * Types of the events that the campaigns service publishes; its envelopes have the source {@value #SOURCE}. The subject
 * is the campaign, the member or the touch that the type names.
 *
 * <p>A campaign has no event of its own for archiving: {@link #CAMPAIGN_CHANGED} tells it by {@code archivedAt}.
 */
public final class CampaignEvents {

    public static final String SOURCE = "/crm/campaigns";

    /** A campaign was planned. Carries its state. */
    public static final String CAMPAIGN_CREATED = "crm.campaigns.campaign-created.v1";
    /** A campaign changed in any way, whatever other event tells of it too. Carries its state. */
    public static final String CAMPAIGN_CHANGED = "crm.campaigns.campaign-changed.v1";
    /** Somebody approved the campaign and its budget. */
    public static final String CAMPAIGN_APPROVED = "crm.campaigns.campaign-approved.v1";
    /** The campaign addresses people from now on. */
    public static final String CAMPAIGN_LAUNCHED = "crm.campaigns.campaign-launched.v1";
    /** The campaign is over. */
    public static final String CAMPAIGN_COMPLETED = "crm.campaigns.campaign-completed.v1";
    /** A lead or a contact became a member of a campaign. */
    public static final String MEMBER_ADDED = "crm.campaigns.member-added.v1";
    /** A member clicked, answered, registered or came. */
    public static final String MEMBER_RESPONDED = "crm.campaigns.member-responded.v1";
    /** The ledger of touches has a new entry. */
    public static final String TOUCH_RECORDED = "crm.campaigns.touch-recorded.v1";
    /** A record of a kind without events of its own was created, changed or archived. Subject is the record. */
    public static final String RECORD_CHANGED = "crm.campaigns.record-changed.v1";

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.ofEntries(
        Map.entry(CAMPAIGN_CREATED, RecordState.class),
        Map.entry(CAMPAIGN_CHANGED, RecordState.class),
        Map.entry(CAMPAIGN_APPROVED, CampaignApproved.class),
        Map.entry(CAMPAIGN_LAUNCHED, CampaignLaunched.class),
        Map.entry(CAMPAIGN_COMPLETED, CampaignCompleted.class),
        Map.entry(MEMBER_ADDED, MemberAdded.class),
        Map.entry(MEMBER_RESPONDED, MemberResponded.class),
        Map.entry(TOUCH_RECORDED, TouchRecorded.class),
        Map.entry(RECORD_CHANGED, RecordChanged.class));

    private CampaignEvents() {
    }
}
