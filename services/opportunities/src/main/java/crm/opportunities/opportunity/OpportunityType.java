package crm.opportunities.opportunity;

/** What kind of business an opportunity is. */
public enum OpportunityType {
    NEW_BUSINESS,
    EXISTING_BUSINESS,
    UPSELL,
    RENEWAL
}
