package crm.cases.sla;

/** What a policy promises a time for. */
public enum Milestone {
    /** The first public answer. */
    RESPONSE,
    RESOLUTION
}
