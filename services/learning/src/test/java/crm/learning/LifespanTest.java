package crm.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LifespanTest {

    private static final org.assertj.core.data.Offset<Double> EXACT = within(1e-12);

    /** Four cases: one succeeds at 10 days, one fails at 10, one succeeds at 20, one fails at 30. */
    private final Lifespan four = new Lifespan.Cases().ended(10, true, 1).ended(10, false, 1).ended(20, true, 1).ended(30, false, 1).lifespan();

    @Test
    void theChanceOfAnAgeIsTheShareOfThoseThatCameSoFar() {
        assertThat(four.chance(0, 0, 1_000)).isEqualTo(0.5, EXACT);
        assertThat(four.chance(0, 0, 10)).isEqualTo(0, EXACT);
        assertThat(four.chance(0, 0, 11)).isEqualTo(0.25, EXACT);
        assertThat(four.chance(11, 0, 100)).isEqualTo(0.5, EXACT);
        assertThat(four.chance(21, 0, 100)).isEqualTo(0, EXACT);
        assertThat(four.chance(0, 11, 21)).isEqualTo(0.25, EXACT);
    }

    @Test
    void nothingIsPromisedOfAnAgeThatNoneHasReached() {
        assertThat(four.chance(31, 0, 100)).isZero();
        assertThat(four.chance(5_000, 0, 100)).isZero();
        assertThat(new Lifespan.Cases().lifespan().chance(0, 0, 100)).isZero();
    }

    @Test
    void anOpenCaseCountsAmongThoseThatCouldHaveEnded() {
        Lifespan half = new Lifespan.Cases().ended(10, true, 1).open(15, 1).lifespan();

        assertThat(half.chance(0, 0, 100)).isEqualTo(0.5, EXACT);
        assertThat(new Lifespan.Cases().ended(10, true, 1).open(5, 1).lifespan().chance(0, 0, 100)).isEqualTo(1, EXACT);
    }

    @Test
    void newcomersSucceedWhenTheirTimeHasCome() {
        assertThat(four.newcomers(0, 10)).isZero();
        assertThat(four.newcomers(0, 11)).isEqualTo(0.25, EXACT);
        assertThat(four.newcomers(0, 21)).isEqualTo(0.25 * 11 + 0.25, EXACT);
        assertThat(four.newcomers(11, 21)).isEqualTo(four.newcomers(0, 21) - four.newcomers(0, 11), EXACT);
    }
}
