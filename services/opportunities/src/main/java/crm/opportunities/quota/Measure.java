package crm.opportunities.quota;

/** What a quota counts. */
public enum Measure {
    /** What was won, in money. */
    REVENUE,
    /** How many were won. */
    DEALS
}
