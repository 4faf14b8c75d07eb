package crm.opportunities.integration;

import crm.chassis.record.RecordEvents;
import crm.contracts.opportunities.OpportunityEvents;

/** Types of the events that carry the state of this service's records. */
public final class RecordEventTypes {

    public static final RecordEvents ACCOUNT = new RecordEvents(
            OpportunityEvents.ACCOUNT_CREATED, OpportunityEvents.ACCOUNT_CHANGED, OpportunityEvents.ACCOUNT_ARCHIVED);

    public static final RecordEvents CONTACT = new RecordEvents(
            OpportunityEvents.CONTACT_CREATED, OpportunityEvents.CONTACT_CHANGED, OpportunityEvents.CONTACT_ARCHIVED);

    /** Archiving an opportunity is a change like others. */
    public static final RecordEvents OPPORTUNITY = new RecordEvents(
            OpportunityEvents.OPPORTUNITY_CREATED, OpportunityEvents.OPPORTUNITY_CHANGED, null);

    public static final RecordEvents ACTIVITY = new RecordEvents(
            OpportunityEvents.ACTIVITY_LOGGED, OpportunityEvents.ACTIVITY_CHANGED, null);

    private RecordEventTypes() {}
}
