package crm.cases.support;

/** What the customer's words sound like. */
public enum Sentiment {
    POSITIVE, NEUTRAL, NEGATIVE
}
