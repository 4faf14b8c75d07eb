package crm.cases.support;

/** How a case came in. */
public enum Origin {
    PHONE, EMAIL, WEB, CHAT, PORTAL, SOCIAL, API, IN_PERSON, MONITORING
}
