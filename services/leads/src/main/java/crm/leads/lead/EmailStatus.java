package crm.leads.lead;

/** What is known of an email address. */
public enum EmailStatus {
    UNKNOWN, VERIFIED, BOUNCED, INVALID
}
