package crm.leads.lead;

/** How an attempt to convert a lead stands. */
public enum ConversionState {
    /** Opportunities was asked and has not answered; meanwhile the lead does not change. */
    PENDING,
    COMPLETED,
    REJECTED
}
