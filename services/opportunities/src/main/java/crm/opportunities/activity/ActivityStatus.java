package crm.opportunities.activity;

/** How an activity stands. */
public enum ActivityStatus {
    OPEN, COMPLETED, CANCELLED
}
