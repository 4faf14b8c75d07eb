package crm.cases.support;

/** What kind of thing a customer comes with. */
public enum CaseType {
    QUESTION, INCIDENT, PROBLEM, FEATURE_REQUEST, COMPLAINT, BILLING
}
