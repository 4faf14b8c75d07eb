package crm.cases.support;

/** How much a case matters and so how soon it is answered. */
public enum Priority {
    LOW, NORMAL, HIGH, URGENT
}
