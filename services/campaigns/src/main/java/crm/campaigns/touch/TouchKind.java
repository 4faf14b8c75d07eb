package crm.campaigns.touch;

/** What happened between a campaign and somebody. */
public enum TouchKind {
    /** A lead came in through the campaign. */
    CAPTURE,
    /** Somebody tied a lead to the campaign later. */
    LINK,
    CLICK,
    RESPONSE,
    REGISTRATION,
    ATTENDANCE,
    CALL,
    MEETING,
    EMAIL,
    VISIT,
    OTHER;

    /** Whether somebody may enter it; the others follow from events of leads. */
    boolean isByHand() {
        return this != CAPTURE && this != LINK;
    }
}
