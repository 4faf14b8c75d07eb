package crm.opportunities.analytics;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One way to take the opportunities apart. Texts that differ in capitals alone are one group, as they are for a filter.
 *
 * @param name the member that names a group in an answer
 * @param key in SQL, as text; null for opportunities without a value
 * @param label in SQL, what the group is called
 * @param parts the filter of a group
 * @param shown how a label is shown
 * @param counted how a deal counts that belongs to several groups in parts; null where each belongs to one
 */
record Grouping(String name, String key, String label, Parts parts, UnaryOperator<String> shown, InParts counted) {

    /** What has several line items or is split among several people. */
    private static final String HAS_ITEMS = "coalesce(jsonb_typeof(line_items) = 'array' and jsonb_array_length(line_items) > 0, false)";

    /** Writes what lists the records of one group. */
    interface Parts {
        String of(String key, String label);
    }

    private static final Map<String, Grouping> FIELDS = new TreeMap<>();

    static {
        split("owner", "creditedTo");
        split("team", "creditedTeams");
        text("leadSource", "lead_source", "leadSource");
        text("territory", "coalesce(opportunity.territory, (select account.territory from account where account.id = opportunity.account_id))", "salesTerritory");
        text("industry", "(select account.industry from account where account.id = opportunity.account_id)", "accountIndustry");
        FIELDS.put("product", new Grouping("product", "product_id::text", "(select product.name from product where product.id = opportunity.product_id)",
                (key, label) -> "productId" + (key == null ? "=null=true" : "==" + key), UnaryOperator.identity(),
                new InParts(HAS_ITEMS, false, "opportunity_products(amount_base, line_items)", "sold_product::text",
                        "(select product.name from product where product.id = sold_product)", "1", "sold_amount", "sold_base",
                        (key, label) -> key == null ? "productId=null=true;lineItemCount==0" : "soldProducts==" + key)));
    }

    /** A deal of several people counts for each with the part. */
    private static void split(String name, String field) {
        FIELDS.put(name, new Grouping(name, "lower(" + name + ")", name, parts(name), UnaryOperator.identity(),
                new InParts("owner_splits is not null", true, "opportunity_shares(amount, amount_base, owner_splits)", "lower(credited_" + name + ")",
                        "credited_" + name, "credited_share", "credited_amount", "credited_base",
                        (key, label) -> key == null ? name + "=null=true" : field + "==" + Selection.quoted(label))));
    }

    private static void text(String name, String sql, String field) {
        FIELDS.put(name, new Grouping(name, "lower(" + sql + ")", sql, parts(field), UnaryOperator.identity(), null));
    }

    private static Parts parts(String field) {
        return (key, label) -> field + (key == null ? "=null=true" : "==" + Selection.quoted(label));
    }

    /** The same for figures that count deals in parts. */
    Grouping inParts() {
        return counted == null ? this : new Grouping(name, key, label, counted.filter(), shown, counted);
    }

    /**
     * Reads the parameter.
     *
     * @param usual what is meant where nothing is said; null for all as one group
     * @throws Problem 400 where opportunities cannot be grouped so
     */
    static Grouping of(String groupBy, String usual, Cohort.Moment moment, FiscalCalendar calendar) {
        String name = groupBy == null || groupBy.isBlank() ? usual : groupBy;
        if (name == null) {
            return new Grouping("all", "''", "''", (key, label) -> "", UnaryOperator.identity(), null);
        }
        for (Period.Kind kind : Period.Kind.values()) {
            if (kind.word().equals(name)) {
                return time(kind, moment, calendar);
            }
        }
        Grouping known = FIELDS.get(name);
        if (known == null) {
            String detail = "Opportunities are grouped by one of " + String.join(", ", FIELDS.keySet()) + ", "
                    + String.join(", ", Arrays.stream(Period.Kind.values()).map(Period.Kind::word).toList()) + ".";
            throw Problem.malformed(detail, new FieldError("groupBy", detail));
        }
        return known;
    }

    private static Grouping time(Period.Kind kind, Cohort.Moment moment, FiscalCalendar calendar) {
        String start = calendar.startSql(kind, "(" + moment.column() + " at time zone 'UTC')") + "::text";
        String field = moment == Cohort.Moment.CLOSED ? "closedAt" : "createdAt";
        return new Grouping(kind.word(), start, start, (key, label) -> {
            Period period = calendar.starting(kind, LocalDate.parse(key));
            return field + "=ge=" + period.begin().toInstant() + ";" + field + "=lt=" + period.end().toInstant();
        }, label -> calendar.starting(kind, LocalDate.parse(label)).name(), null);
    }
}
