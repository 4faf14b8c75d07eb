package crm.contracts.cases;

import crm.contracts.RecordChanged;
import crm.contracts.RecordState;
import java.util.Map;

/**
 * Types of the events that the cases service publishes; its envelopes have the source {@value #SOURCE} and as subject
 * the id of the case, and of the account for {@link #HEALTH_CHANGED}.
 *
 * <p>A case has no event of its own for archiving: {@link #CASE_CHANGED} tells it by {@code archivedAt}.
 */
public final class CaseEvents {

    public static final String SOURCE = "/crm/cases";

    /** A case was opened; carries the state of the case. */
    public static final String CASE_OPENED = "crm.cases.case-opened.v1";
    /** A case changed; carries the state of the case. */
    public static final String CASE_CHANGED = "crm.cases.case-changed.v1";
    /** A case was assigned. */
    public static final String CASE_ASSIGNED = "crm.cases.case-assigned.v1";
    /** A case was escalated. */
    public static final String CASE_ESCALATED = "crm.cases.case-escalated.v1";
    /** A case was resolved. */
    public static final String CASE_RESOLVED = "crm.cases.case-resolved.v1";
    /** A case was reopened. */
    public static final String CASE_REOPENED = "crm.cases.case-reopened.v1";
    /** A case was closed. */
    public static final String CASE_CLOSED = "crm.cases.case-closed.v1";
    /** A case was commented on. */
    public static final String CASE_COMMENTED = "crm.cases.case-commented.v1";
    /** A promised time is over. */
    public static final String SLA_BREACHED = "crm.cases.sla-breached.v1";
    /** A customer said how satisfied they are. */
    public static final String CSAT_RECEIVED = "crm.cases.csat-received.v1";
    /** The health of a customer changed. */
    public static final String HEALTH_CHANGED = "crm.cases.health-changed.v1";
    /** A record of a kind without events of its own was created, changed or archived. Subject is the record. */
    public static final String RECORD_CHANGED = "crm.cases.record-changed.v1";

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.ofEntries(
        Map.entry(CASE_OPENED, RecordState.class),
        Map.entry(CASE_CHANGED, RecordState.class),
        Map.entry(CASE_ASSIGNED, CaseAssigned.class),
        Map.entry(CASE_ESCALATED, CaseEscalated.class),
        Map.entry(CASE_RESOLVED, CaseResolved.class),
        Map.entry(CASE_REOPENED, CaseReopened.class),
        Map.entry(CASE_CLOSED, CaseClosed.class),
        Map.entry(CASE_COMMENTED, CaseCommented.class),
        Map.entry(SLA_BREACHED, SlaBreached.class),
        Map.entry(CSAT_RECEIVED, CsatReceived.class),
        Map.entry(HEALTH_CHANGED, HealthChanged.class),
        Map.entry(RECORD_CHANGED, RecordChanged.class));

    private CaseEvents() {
    }
}
