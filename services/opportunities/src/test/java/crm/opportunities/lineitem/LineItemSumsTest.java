package crm.opportunities.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import crm.chassis.record.JsonList;
import crm.opportunities.product.Charge;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineItemSumsTest {

    private static final Random RANDOM = new Random(20261125);
    private static final JsonList JSON = new JsonList();

    @ParameterizedTest
    @CsvSource({
        // quantity, price, discount, paid, months, currency: total, each time
        "3,     19.99,  10,    ONE_TIME, ,   USD, 53.97,   ",
        "2,     0.125,  0,     ONE_TIME, ,   USD, 0.25,    ",
        "1,     0.125,  0,     ONE_TIME, ,   USD, 0.12,    ",
        "3,     0.125,  0,     ONE_TIME, ,   USD, 0.38,    ",
        "7,     99.5,   12.5,  MONTHLY,  24, EUR, 14626.5, 609.44",
        "1.5,   1200,   0,     YEARLY,   18, USD, 2700,    1800",
        "1,     100,    0,     YEARLY,   7,  USD, 58.33,   100",
        "3,     333.5,  0,     ONE_TIME, ,   JPY, 1000,    ",
        "3,     0.3335, 0,     ONE_TIME, ,   KWD, 1,       ",
        "5,     20,     100,   MONTHLY,  12, USD, 0,       0"})
    void aLineIsRoundedOnceToTheSmallestUnitOfItsCurrency(BigDecimal quantity, BigDecimal price, BigDecimal discount, Charge charge, Long months,
            String currency, BigDecimal total, BigDecimal each) {
        LineItem item = new LineItem(UUID.randomUUID(), UUID.randomUUID(), "Thing", null, quantity, null, null, price, discount, charge, months, currency);

        assertThat(item.total()).isEqualByComparingTo(total);
        assertThat(item.recurringAmount()).usingComparator(java.util.Comparator.nullsFirst(BigDecimal::compareTo)).isEqualTo(each);
    }

    @Test
    void anyThousandListsOfItemsAddUpExactlyAndAreTheSameWhenTheyComeBack() {
        for (int i = 0; i < 1_000; i++) {
            String currency = List.of("USD", "JPY", "KWD").get(RANDOM.nextInt(3));
            List<Map<String, Object>> items = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal sum = BigDecimal.ZERO;
            for (int line = 0; line <= RANDOM.nextInt(20); line++) {
                LineItem item = any(currency);
                items.add(item.kept());
                sum = sum.add(item.total());
                exact = exact.add(item.quantity().multiply(item.unitPrice())
                        .multiply(BigDecimal.valueOf(100).subtract(item.discountPercent())).movePointLeft(2)
                        .multiply(item.recurrence() == Charge.ONE_TIME ? BigDecimal.ONE : BigDecimal.valueOf(item.termMonths()))
                        .divide(BigDecimal.valueOf(item.recurrence() == Charge.YEARLY ? 12 : 1), MathContext.DECIMAL128));
            }
            List<Map<String, Object>> back = JSON.convertToEntityAttribute(JSON.convertToDatabaseColumn(items));

            LineItemSums sums = LineItemSums.of(back);

            assertThat(sums).isEqualTo(LineItemSums.of(items));
            assertThat(sums.amount()).isEqualByComparingTo(sum);
            int decimals = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
            assertThat(sums.amount().stripTrailingZeros().scale()).isLessThanOrEqualTo(decimals);
            assertThat(sums.amount().subtract(exact).abs()).isLessThanOrEqualTo(BigDecimal.valueOf(items.size()).movePointLeft(decimals)
                    .divide(BigDecimal.valueOf(2)).add(BigDecimal.ONE.movePointLeft(12)));
        }
    }

    @Test
    void whatIsPaidMonthlyAndYearlyIsToldByTheYear() {
        LineItem monthly = new LineItem(UUID.randomUUID(), UUID.randomUUID(), "Seats", null, BigDecimal.TEN, null, null, BigDecimal.ONE, BigDecimal.ZERO,
                Charge.MONTHLY, 12L, "USD");
        LineItem yearly = new LineItem(UUID.randomUUID(), UUID.randomUUID(), "Care", null, BigDecimal.ONE, null, null, new BigDecimal("50.5"),
                BigDecimal.ZERO, Charge.YEARLY, 24L, "USD");

        assertThat(shown(LineItemSums.of(List.of(monthly.kept())))).isEqualTo("120 USD, 10 MONTHLY");
        assertThat(shown(LineItemSums.of(List.of(monthly.kept(), yearly.kept())))).isEqualTo("221 USD, 170.5 YEARLY");
        assertThat(LineItemSums.of(List.of())).isNull();
    }

    private static String shown(LineItemSums sums) {
        return sums.amount().stripTrailingZeros().toPlainString() + " " + sums.currency() + ", " + sums.recurringAmount().stripTrailingZeros().toPlainString()
                + " " + sums.recurrence();
    }

    private static LineItem any(String currency) {
        Charge charge = Charge.values()[RANDOM.nextInt(3)];
        return new LineItem(UUID.randomUUID(), UUID.randomUUID(), "Thing", null, decimal(10_000_000).add(new BigDecimal("0.0001")), null, null,
                decimal(1_000_000_000), decimal(1_000_000), charge, charge == Charge.ONE_TIME ? null : 1L + RANDOM.nextInt(60), currency);
    }

    private static BigDecimal decimal(int bound) {
        return BigDecimal.valueOf(RANDOM.nextInt(bound), 4).setScale(RANDOM.nextInt(5), RoundingMode.DOWN);
    }
}
