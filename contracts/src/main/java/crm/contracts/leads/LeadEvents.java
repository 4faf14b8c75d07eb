package crm.contracts.leads;

import crm.contracts.RecordChanged;
import crm.contracts.RecordState;
import java.util.Map;

/**
 * Types of the events that the leads service publishes; its envelopes have the source {@value #SOURCE} and a lead's id
 * as subject.
 *
 * <p>A lead has no event of its own for archiving: {@link #LEAD_CHANGED} tells it by {@code archivedAt}.
 */
public final class LeadEvents {

    public static final String SOURCE = "/crm/leads";

    /** A lead came in, by hand, form, import or bulk. Carries its state. */
    public static final String LEAD_CAPTURED = "crm.leads.lead-captured.v1";
    /** A lead changed in any way, whatever other event tells of it too. Carries its state. */
    public static final String LEAD_CHANGED = "crm.leads.lead-changed.v1";
    /** A lead was given to a person, a team, or back to nobody. */
    public static final String LEAD_ASSIGNED = "crm.leads.lead-assigned.v1";
    /** Somebody found the lead worth selling to. */
    public static final String LEAD_QUALIFIED = "crm.leads.lead-qualified.v1";
    /** Somebody found the lead not worth working on. */
    public static final String LEAD_DISQUALIFIED = "crm.leads.lead-disqualified.v1";
    /** Opportunities is asked to turn the lead into account, contact and opportunity. */
    public static final String LEAD_CONVERSION_REQUESTED = "crm.leads.lead-conversion-requested.v1";
    /** The lead became a customer's account, contact and opportunity; it changes no more. */
    public static final String LEAD_CONVERTED = "crm.leads.lead-converted.v1";
    /** The conversion was refused; the lead stays qualified. */
    public static final String LEAD_CONVERSION_REJECTED = "crm.leads.lead-conversion-rejected.v1";
    /** Marketing offered a qualified lead to a person or to the queue of a team. */
    public static final String HANDOFF_OFFERED = "crm.leads.handoff-offered.v1";
    /** The time limit of an open handoff is near. */
    public static final String HANDOFF_REMINDED = "crm.leads.handoff-reminded.v1";
    /** Nobody decided on a handoff until its limit. */
    public static final String HANDOFF_ESCALATED = "crm.leads.handoff-escalated.v1";
    /** Sales accepted a lead that marketing offered. */
    public static final String HANDOFF_ACCEPTED = "crm.leads.handoff-accepted.v1";
    /** Sales rejected a lead that marketing offered, and says why. */
    public static final String HANDOFF_REJECTED = "crm.leads.handoff-rejected.v1";
    /** Nobody called, wrote to or met the lead until responseDueAt. */
    public static final String LEAD_RESPONSE_OVERDUE = "crm.leads.lead-response-overdue.v1";
    /** A lead is back in the pool for another try, since nobody worked on it or because somebody said so. */
    public static final String LEAD_RECYCLED = "crm.leads.lead-recycled.v1";

    /** The lead is told to be worth something else than before. */
    public static final String LEAD_SCORED = "crm.leads.lead-scored.v1";
    /** A record of a kind without events of its own was created, changed or archived. Subject is the record. */
    public static final String RECORD_CHANGED = "crm.leads.record-changed.v1";

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.ofEntries(
        Map.entry(LEAD_CAPTURED, RecordState.class),
        Map.entry(LEAD_CHANGED, RecordState.class),
        Map.entry(LEAD_ASSIGNED, LeadAssigned.class),
        Map.entry(LEAD_QUALIFIED, LeadQualified.class),
        Map.entry(LEAD_DISQUALIFIED, LeadDisqualified.class),
        Map.entry(LEAD_CONVERSION_REQUESTED, LeadConversionRequested.class),
        Map.entry(LEAD_CONVERTED, LeadConverted.class),
        Map.entry(LEAD_CONVERSION_REJECTED, LeadConversionRejected.class),
        Map.entry(HANDOFF_OFFERED, HandoffOffered.class),
        Map.entry(HANDOFF_REMINDED, HandoffReminded.class),
        Map.entry(HANDOFF_ESCALATED, HandoffEscalated.class),
        Map.entry(HANDOFF_ACCEPTED, HandoffAccepted.class),
        Map.entry(HANDOFF_REJECTED, HandoffRejected.class),
        Map.entry(LEAD_RESPONSE_OVERDUE, LeadResponseOverdue.class),
        Map.entry(LEAD_RECYCLED, LeadRecycled.class),
        Map.entry(LEAD_SCORED, LeadScored.class),
        Map.entry(RECORD_CHANGED, RecordChanged.class));

    private LeadEvents() {
    }
}
