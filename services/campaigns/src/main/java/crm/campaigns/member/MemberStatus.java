package crm.campaigns.member;

import crm.campaigns.touch.TouchKind;

/** How far a campaign got with a member. */
public enum MemberStatus {
    TARGETED(null),
    SENT(null),
    DELIVERED(null),
    OPENED(null),
    CLICKED(TouchKind.CLICK),
    RESPONDED(TouchKind.RESPONSE),
    REGISTERED(TouchKind.REGISTRATION),
    ATTENDED(TouchKind.ATTENDANCE),
    NO_SHOW(null),
    CONVERTED(null),
    BOUNCED(null),
    OPTED_OUT(null),
    SUPPRESSED(null);

    private final TouchKind touch;

    MemberStatus(TouchKind touch) {
        this.touch = touch;
    }

    /** Whether the member did something of its own. */
    public boolean isResponse() {
        return touch != null;
    }

    /** What such a response is in the ledger of touches; null where it is none. */
    public TouchKind touch() {
        return touch;
    }
}
