package crm.opportunities.analytics;

/** The SQL of amounts that are added up by currency first, and only then in the base currency. */
final class Sums {

    /** To be selected, of opportunities, in a grouping that the currency is part of. */
    static final String BY_CURRENCY = "currency, count(*) as deals, sum(amount) as amount, sum(amount_base) as base";

    private Sums() {}

    /** Columns over rows of {@link #BY_CURRENCY}: how many, the amounts by currency as JSON, the sum in the base currency. */
    static String columns(String condition) {
        return columns(condition, "bigint");
    }

    /** @param counted SQL type of how many there are: bigint, or numeric where deals count in parts */
    static String columns(String condition, String counted) {
        String where = condition == null ? "" : " filter (where " + condition + ")";
        String known = " filter (where amount is not null" + (condition == null ? "" : " and " + condition) + ")";
        return "trim_scale(coalesce(sum(deals)" + where + ", 0))::" + counted + ", jsonb_agg(jsonb_build_object('currency', currency, 'amount', trim_scale(amount))"
                + " order by currency)" + known + "::text, trim_scale(sum(base)" + where + ")";
    }
}
