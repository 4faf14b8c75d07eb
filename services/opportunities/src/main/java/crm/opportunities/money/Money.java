package crm.opportunities.money;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.function.Function;

/** Arithmetic with amounts: 4 decimals unless told otherwise, rounded half to even. */
public final class Money {

    private static final int DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Money() {}

    /** An amount in the base currency; null where there is no amount. */
    public static BigDecimal inBase(BigDecimal amount, BigDecimal rate) {
        return amount == null || rate == null ? null : rounded(amount.multiply(rate));
    }

    /** An amount weighted by a chance in percent; null where there is no amount. */
    public static BigDecimal weighted(BigDecimal amount, long percent) {
        return amount == null ? null : rounded(amount.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED));
    }

    /** A quotient in whole smallest units of a currency: cents of a dollar, none of a yen; 4 decimals at most. */
    public static BigDecimal minor(BigDecimal dividend, BigDecimal divisor, String currency) {
        return dividend.divide(divisor, decimals(currency), RoundingMode.HALF_EVEN);
    }

    private static int decimals(String code) {
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? DECIMALS : Math.min(digits, DECIMALS);
        } catch (IllegalArgumentException unknown) {
            return DECIMALS;
        }
    }

    /**
     * The field that shows another one in the base currency, at the exchange rate stored with the record; sums are made
     * of it.
     *
     * @param column column of the amount
     */
    public static Field baseOf(String field, String column, Function<CrmRecord, BigDecimal> amountInBase) {
        return Field.computed(Field.decimal(field + "Base"), "round(" + column + " * exchange_rate, 4)", amountInBase::apply);
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
