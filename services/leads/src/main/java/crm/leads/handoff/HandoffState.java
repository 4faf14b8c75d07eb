package crm.leads.handoff;

/** How an offer of a lead to sales stands. */
public enum HandoffState {
    OFFERED,
    ACCEPTED,
    REJECTED,
    /** Taken back by marketing before sales decided. */
    WITHDRAWN
}
