package crm.campaigns.attribution;

/** Which deals are looked at. */
public enum Stage {
    /** Every opportunity, and every qualified lead that has not become one. */
    QUALIFIED("true"),
    /** Every opportunity. */
    ALL("true"),
    OPEN("closed_at is null"),
    WON("closed_at is not null and forecast_category = 'CLOSED'"),
    LOST("closed_at is not null and forecast_category is distinct from 'CLOSED'");

    private final String condition;

    Stage(String condition) {
        this.condition = condition;
    }

    /** Condition of SQL over an opportunity. */
    String condition() {
        return condition;
    }

    boolean withLeads() {
        return this == QUALIFIED;
    }
}
