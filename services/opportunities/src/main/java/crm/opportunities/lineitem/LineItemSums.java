package crm.opportunities.lineitem;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.opportunities.product.Charge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What line items add up to. Each line is rounded to the smallest unit of its currency, half to even, and the sums are made
 * of the rounded lines, so that an offer adds up to the last cent.
 *
 * @param recurringAmount of all that is paid again, each month where all of it is paid monthly, else each year; null for none
 */
public record LineItemSums(BigDecimal amount, String currency, BigDecimal recurringAmount, String recurrence) {

    static final long USUAL_TERM = 12;

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    /** Sums of kept items; null where there are none. */
    public static LineItemSums of(List<Map<String, Object>> items) {
        if (items == null || items.isEmpty()) {
            return null;
        }
        BigDecimal amount = BigDecimal.ZERO;
        BigDecimal monthly = BigDecimal.ZERO;
        BigDecimal yearly = BigDecimal.ZERO;
        boolean anyMonthly = false;
        boolean anyYearly = false;
        for (Map<String, Object> item : items) {
            amount = amount.add(decimal(item.get("total")));
            BigDecimal recurring = decimal(item.get("recurringAmount"));
            if (Charge.MONTHLY.name().equals(item.get("recurrence"))) {
                monthly = monthly.add(recurring);
                anyMonthly = true;
            } else if (Charge.YEARLY.name().equals(item.get("recurrence"))) {
                yearly = yearly.add(recurring);
                anyYearly = true;
            }
        }
        String currency = (String) items.get(0).get("currency");
        if (anyYearly) {
            return new LineItemSums(amount, currency, yearly.add(monthly.multiply(MONTHS_OF_YEAR)), Charge.YEARLY.name());
        }
        return new LineItemSums(amount, currency, anyMonthly ? monthly : null, anyMonthly ? Charge.MONTHLY.name() : null);
    }

    /** Months that what is paid again is paid for; a year where no item says so. */
    public static long longestTerm(List<Map<String, Object>> items) {
        return items == null ? USUAL_TERM : items.stream().filter(item -> item.get("termMonths") != null)
                .mapToLong(item -> ((Number) item.get("termMonths")).longValue()).max().orElse(USUAL_TERM);
    }

    /** Fails with 422 where a deal that has line items says something else than they do. */
    public void check(BigDecimal amount, String currency, BigDecimal recurringAmount, String recurrence) {
        List<FieldError> errors = new ArrayList<>();
        if (!same(this.amount, amount)) {
            errors.add(new FieldError("/amount", "The amount is the sum of the line items, " + this.amount.toPlainString() + " " + this.currency
                    + "; change those, or take them away."));
        }
        if (!this.currency.equals(currency)) {
            errors.add(new FieldError("/currency", "The line items have prices in " + this.currency + "; take them away before you change the currency."));
        }
        if (!same(this.recurringAmount, recurringAmount)) {
            errors.add(new FieldError("/recurringAmount", "What is paid again follows from the line items."));
        }
        if (!Objects.equals(this.recurrence, recurrence)) {
            errors.add(new FieldError("/recurrence", "How often it is paid follows from the line items."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }

    static BigDecimal decimal(Object number) {
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
    }
}
