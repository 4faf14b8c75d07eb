package crm.contracts.leads;

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

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.of(
        LEAD_CAPTURED, RecordState.class,
        LEAD_CHANGED, RecordState.class,
        LEAD_ASSIGNED, LeadAssigned.class,
        LEAD_QUALIFIED, LeadQualified.class,
        LEAD_DISQUALIFIED, LeadDisqualified.class,
        LEAD_CONVERSION_REQUESTED, LeadConversionRequested.class,
        LEAD_CONVERTED, LeadConverted.class,
        LEAD_CONVERSION_REJECTED, LeadConversionRejected.class);

    private LeadEvents() {
    }
}
