package crm.opportunities.analytics;

/**
 * How deals that belong to several groups count in each of them. All in SQL over opportunities.
 *
 * @param which whether a deal is one of these
 * @param rare whether few are, so that all are better counted whole first and these corrected, by an index of their own
 * @param table function that answers the parts of a deal
 * @param key key of the group of a part
 * @param label what the group is called
 * @param share how many deals a part is
 * @param amount what it is worth in the deal's currency
 * @param base and in the base currency
 * @param filter lists the deals of a group
 */
record InParts(String which, boolean rare, String table, String key, String label, String share, String amount, String base, Grouping.Parts filter) {

    /** Rows of key, label and the columns asked for: each deal once in each group that it has a part in, and whole, since not everything can be divided. */
    static String deals(Grouping grouping, String condition, String columns) {
        InParts parts = grouping.counted();
        String whole = "select " + grouping.key() + " as key, " + grouping.label() + " as label, " + columns + " from opportunity where " + condition;
        return parts == null ? whole : whole + " and not " + parts.which + " union all select key, label, " + columns + " from opportunity cross join lateral (select "
                + parts.key + " as key, min(" + parts.label + ") as label from " + parts.table + " as part group by 1) as each where " + condition + " and " + parts.which;
    }

    /** Rows of key, label, outcome, currency, deals, amount and base that add up to the figures of each group. */
    static String cells(Grouping grouping, String condition) {
        InParts parts = grouping.counted();
        String whole = "select " + grouping.key() + " as key, min(" + grouping.label() + ") as label, outcome, " + Sums.BY_CURRENCY
                + " from opportunity where " + condition;
        String group = " group by 1, outcome, currency";
        if (parts == null) {
            return whole + group;
        }
        String corrected = parts.rare
                ? whole + group + " union all select " + grouping.key() + ", " + grouping.label() + ", outcome, currency, -1, -amount, -amount_base"
                        + " from opportunity where " + condition + " and " + parts.which
                : whole + " and not " + parts.which + group;
        return "select key, min(label) as label, outcome, currency, sum(deals) as deals, sum(amount) as amount, sum(base) as base from ("
                + corrected + " union all select " + parts.key + ", " + parts.label + ", outcome, currency, " + parts.share + ", " + parts.amount + ", " + parts.base
                + " from opportunity cross join lateral " + parts.table + " as part where " + condition + " and " + parts.which
                + ") as each group by 1, outcome, currency having sum(deals) <> 0";
    }
}
