package crm.opportunities.forecast;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many and how much.
 *
 * @param count in deals; a deal of several people is a part of one for each
 * @param sums by currency; an amount is never added to one of another currency
 * @param base all of them in the base currency, at the rate stored with each record
 */
record Amounts(BigDecimal count, SortedMap<String, BigDecimal> sums, BigDecimal base) {

    static final Amounts NONE = new Amounts(BigDecimal.ZERO, Collections.emptySortedMap(), BigDecimal.ZERO);

    static Amounts of(BigDecimal count, String currency, BigDecimal amount, BigDecimal base) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        if (amount != null) {
            sums.put(currency, amount);
        }
        return new Amounts(count, sums, base == null ? BigDecimal.ZERO : base);
    }

    Amounts plus(Amounts other) {
        SortedMap<String, BigDecimal> both = new TreeMap<>(sums);
        other.sums.forEach((currency, amount) -> both.merge(currency, amount, BigDecimal::add));
        return new Amounts(count.add(other.count), both, base.add(other.base));
    }
}
