package crm.opportunities.lineitem;

import crm.opportunities.money.Money;
import crm.opportunities.product.Charge;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that a deal is about.
 *
 * @param priceListId where the list price comes from; null where it is the product's own or there is none
 * @param listPrice what one costs without an agreement; null where nobody said
 * @param unitPrice what one costs in this deal, for each time it is to be paid, before the discount
 * @param discountPercent 0 to 100
 * @param termMonths how long it is paid; null for what is paid once
 */
record LineItem(UUID id, UUID productId, String productName, String description, BigDecimal quantity, UUID priceListId, BigDecimal listPrice,
        BigDecimal unitPrice, BigDecimal discountPercent, Charge recurrence, Long termMonths, String currency) {

    private static final int MONTHS_OF_YEAR = 12;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** All that is paid over the term, rounded once. */
    BigDecimal total() {
        BigDecimal periods = recurrence == Charge.ONE_TIME ? BigDecimal.ONE : BigDecimal.valueOf(termMonths);
        long divisor = recurrence == Charge.YEARLY ? MONTHS_OF_YEAR : 1;
        return Money.minor(discounted().multiply(periods), HUNDRED.multiply(BigDecimal.valueOf(divisor)), currency);
    }

    /** What is paid each month or year; null for what is paid once. */
    BigDecimal recurringAmount() {
        return recurrence == Charge.ONE_TIME ? null : Money.minor(discounted(), HUNDRED, currency);
    }

    /** In hundredths. */
    private BigDecimal discounted() {
        return quantity.multiply(unitPrice).multiply(HUNDRED.subtract(discountPercent));
    }

    /** As the opportunity keeps it; numbers without what says nothing, so that they are the same when they come back. */
    Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        put(kept, "id", id);
        put(kept, "productId", productId);
        put(kept, "productName", productName);
        put(kept, "description", description);
        put(kept, "quantity", quantity);
        put(kept, "priceListId", priceListId);
        put(kept, "listPrice", listPrice);
        put(kept, "unitPrice", unitPrice);
        put(kept, "discountPercent", discountPercent);
        put(kept, "recurrence", recurrence);
        put(kept, "termMonths", termMonths);
        put(kept, "currency", currency);
        put(kept, "recurringAmount", recurringAmount());
        put(kept, "total", total());
        return kept;
    }

    private static void put(Map<String, Object> kept, String name, Object value) {
        if (value instanceof BigDecimal number) {
            BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            kept.put(name, plain.scale() < 0 ? plain.setScale(0) : plain);
        } else if (value instanceof Long) {
            kept.put(name, value);
        } else if (value != null) {
            kept.put(name, value.toString());
        }
    }
}
