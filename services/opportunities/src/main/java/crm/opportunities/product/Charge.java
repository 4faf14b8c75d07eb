package crm.opportunities.product;

/** How often a price is to be paid. */
public enum Charge {
    ONE_TIME,
    MONTHLY,
    YEARLY
}
