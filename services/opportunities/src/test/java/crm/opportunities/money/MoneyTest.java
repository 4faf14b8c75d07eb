package crm.opportunities.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void halvesAreRoundedToTheEvenNeighbour() {
        assertThat(Money.inBase(new BigDecimal("0.0001"), new BigDecimal("0.5"))).isEqualTo("0.0000");
        assertThat(Money.inBase(new BigDecimal("0.0003"), new BigDecimal("0.5"))).isEqualTo("0.0002");
        assertThat(Money.inBase(new BigDecimal("0.0005"), new BigDecimal("0.5"))).isEqualTo("0.0002");
    }

    @Test
    void anAmountIsWeightedByItsChance() {
        assertThat(Money.weighted(new BigDecimal("999999999999999.9999"), 100)).isEqualTo("999999999999999.9999");
        assertThat(Money.weighted(new BigDecimal("33.3333"), 10)).isEqualTo("3.3333");
        assertThat(Money.weighted(new BigDecimal("-50"), 30)).isEqualTo("-15.0000");
    }

    @Test
    void noAmountHasNoValue() {
        assertThat(Money.inBase(null, BigDecimal.ONE)).isNull();
        assertThat(Money.weighted(null, 50)).isNull();
    }
}
