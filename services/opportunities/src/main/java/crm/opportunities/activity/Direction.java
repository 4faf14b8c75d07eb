package crm.opportunities.activity;

/** Who began a call or wrote an email. */
public enum Direction {
    INBOUND, OUTBOUND
}
