package crm.cases.health;

/** Where the health of a customer goes. */
public enum Trend {
    UP, FLAT, DOWN
}
