package crm.opportunities.activity;

/** What somebody does, or did, with a customer. */
public enum ActivityType {
    TASK, CALL, MEETING, EMAIL, NOTE;

    /** Whether it tells of something that happened, rather than of something to do. */
    boolean happened() {
        return this != TASK && this != MEETING;
    }
}
