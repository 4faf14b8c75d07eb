package crm.contracts.opportunities;

import crm.contracts.RecordChanged;
import crm.contracts.RecordState;
import java.util.Map;

/**
 * Types of the events that the opportunities service publishes; its envelopes have the source {@value #SOURCE} and as
 * subject the id of the account, contact or opportunity, and of the lead for {@link #LEAD_ACCEPTED} and {@link
 * #LEAD_REFUSED}.
 *
 * <p>An opportunity has no event of its own for archiving: {@link #OPPORTUNITY_CHANGED} tells it by {@code archivedAt}.
 * A restored account or contact is told by its changed event, without {@code archivedAt}.
 */
public final class OpportunityEvents {

    public static final String SOURCE = "/crm/opportunities";

    /** Carries the account's state. */
    public static final String ACCOUNT_CREATED = "crm.opportunities.account-created.v1";
    /** Carries the account's state. */
    public static final String ACCOUNT_CHANGED = "crm.opportunities.account-changed.v1";
    /** Carries the account's last state, with {@code archivedAt}. */
    public static final String ACCOUNT_ARCHIVED = "crm.opportunities.account-archived.v1";

    /** Carries the contact's state. */
    public static final String CONTACT_CREATED = "crm.opportunities.contact-created.v1";
    /** Carries the contact's state. */
    public static final String CONTACT_CHANGED = "crm.opportunities.contact-changed.v1";
    /** Carries the contact's last state, with {@code archivedAt}. */
    public static final String CONTACT_ARCHIVED = "crm.opportunities.contact-archived.v1";

    /** Carries the opportunity's state. */
    public static final String OPPORTUNITY_CREATED = "crm.opportunities.opportunity-created.v1";
    /** An opportunity changed in any way, whatever other event tells of it too. Carries its state. */
    public static final String OPPORTUNITY_CHANGED = "crm.opportunities.opportunity-changed.v1";
    /** An opportunity moved to another stage, closed ones included. */
    public static final String OPPORTUNITY_STAGE_CHANGED = "crm.opportunities.opportunity-stage-changed.v1";
    /** An opportunity reached a won stage. */
    public static final String OPPORTUNITY_WON = "crm.opportunities.opportunity-won.v1";
    /** An opportunity reached a lost stage. */
    public static final String OPPORTUNITY_LOST = "crm.opportunities.opportunity-lost.v1";
    /** An open opportunity has stood in its stage for longer than the stage takes; told once for each stay. */
    public static final String OPPORTUNITY_STUCK = "crm.opportunities.opportunity-stuck.v1";
    /** Somebody asked the owner of an opportunity how it goes on. */
    public static final String OPPORTUNITY_NUDGED = "crm.opportunities.opportunity-nudged.v1";

    /** Something to do, or something that was done. Carries the activity's state. */
    public static final String ACTIVITY_LOGGED = "crm.opportunities.activity-logged.v1";
    /** An activity changed in any way, whatever other event tells of it too. Carries its state. */
    public static final String ACTIVITY_CHANGED = "crm.opportunities.activity-changed.v1";
    /** Something that was to be done is done. */
    public static final String ACTIVITY_COMPLETED = "crm.opportunities.activity-completed.v1";
    /** The moment has come at which somebody wanted to be reminded of something to do. */
    public static final String ACTIVITY_REMINDED = "crm.opportunities.activity-reminded.v1";

    /** Somebody called what they will sell in a period. */
    public static final String FORECAST_SUBMITTED = "crm.opportunities.forecast-submitted.v1";
    /** A target of a person, a team or a territory was set or set anew. */
    public static final String QUOTA_SET = "crm.opportunities.quota-set.v1";

    /** A customer was promised something. */
    public static final String COMMITMENT_MADE = "crm.opportunities.commitment-made.v1";
    /** The day of a promise that is open has come. */
    public static final String COMMITMENT_DUE = "crm.opportunities.commitment-due.v1";
    /** A promise was kept. */
    public static final String COMMITMENT_KEPT = "crm.opportunities.commitment-kept.v1";
    /** A promise was broken. */
    public static final String COMMITMENT_BROKEN = "crm.opportunities.commitment-broken.v1";

    /** Answers a conversion request: done. */
    public static final String LEAD_ACCEPTED = "crm.opportunities.lead-accepted.v1";
    /** Answers a conversion request: not possible, and nothing was created. */
    public static final String LEAD_REFUSED = "crm.opportunities.lead-refused.v1";
    /** A record of a kind without events of its own was created, changed or archived. Subject is the record. */
    public static final String RECORD_CHANGED = "crm.opportunities.record-changed.v1";

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.ofEntries(
        Map.entry(ACCOUNT_CREATED, RecordState.class),
        Map.entry(ACCOUNT_CHANGED, RecordState.class),
        Map.entry(ACCOUNT_ARCHIVED, RecordState.class),
        Map.entry(CONTACT_CREATED, RecordState.class),
        Map.entry(CONTACT_CHANGED, RecordState.class),
        Map.entry(CONTACT_ARCHIVED, RecordState.class),
        Map.entry(OPPORTUNITY_CREATED, RecordState.class),
        Map.entry(OPPORTUNITY_CHANGED, RecordState.class),
        Map.entry(OPPORTUNITY_STAGE_CHANGED, OpportunityStageChanged.class),
        Map.entry(OPPORTUNITY_WON, OpportunityWon.class),
        Map.entry(OPPORTUNITY_LOST, OpportunityLost.class),
        Map.entry(OPPORTUNITY_STUCK, OpportunityStuck.class),
        Map.entry(OPPORTUNITY_NUDGED, OpportunityNudged.class),
        Map.entry(ACTIVITY_LOGGED, RecordState.class),
        Map.entry(ACTIVITY_CHANGED, RecordState.class),
        Map.entry(ACTIVITY_COMPLETED, ActivityCompleted.class),
        Map.entry(ACTIVITY_REMINDED, ActivityReminded.class),
        Map.entry(FORECAST_SUBMITTED, ForecastSubmitted.class),
        Map.entry(QUOTA_SET, QuotaSet.class),
        Map.entry(COMMITMENT_MADE, CommitmentMade.class),
        Map.entry(COMMITMENT_DUE, CommitmentDue.class),
        Map.entry(COMMITMENT_KEPT, CommitmentKept.class),
        Map.entry(COMMITMENT_BROKEN, CommitmentBroken.class),
        Map.entry(LEAD_ACCEPTED, LeadAccepted.class),
        Map.entry(LEAD_REFUSED, LeadRefused.class),
        Map.entry(RECORD_CHANGED, RecordChanged.class));

    private OpportunityEvents() {
    }
}
