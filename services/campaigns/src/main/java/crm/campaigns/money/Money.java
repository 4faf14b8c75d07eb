package crm.campaigns.money;

import java.math.BigDecimal;

/** How amounts are written. */
public final class Money {

    private Money() {}

    /** Without zeros at the end and without exponent; null stays null. */
    public static BigDecimal plain(BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
