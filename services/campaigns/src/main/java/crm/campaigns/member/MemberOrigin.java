package crm.campaigns.member;

/** How a member came into a campaign. */
public enum MemberOrigin {
    /** Somebody named it. */
    HAND,
    /** With a file. */
    IMPORT,
    /** By a filter. */
    RULE,
    /** By what it did itself. */
    TOUCH
}
