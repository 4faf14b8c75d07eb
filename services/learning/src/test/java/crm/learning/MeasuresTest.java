package crm.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuresTest {

    @Test
    void counts_the_pairs_in_the_right_order_and_a_tie_as_half() {
        Measures measures = Measures.of(new double[] {0.9, 0.4, 0.4, 0.1}, new boolean[] {true, true, false, false});

        assertThat(measures.auc()).isEqualTo(0.875);
        assertThat(measures.brier()).isCloseTo((0.01 + 0.36 + 0.16 + 0.01) / 4, within(1e-12));
        assertThat(measures.logLoss()).isCloseTo(-(Math.log(0.9) * 2 + Math.log(0.4) + Math.log(0.6)) / 4, within(1e-12));
    }

    @Test
    void is_worth_a_half_where_nothing_is_told_apart() {
        assertThat(Measures.of(new double[] {0.3, 0.3, 0.3}, new boolean[] {true, false, false}).auc()).isEqualTo(0.5);
    }
}
