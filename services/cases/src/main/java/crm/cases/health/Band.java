package crm.cases.health;

/** How a customer is, in one word. */
public enum Band {
    GREEN, YELLOW, RED
}
