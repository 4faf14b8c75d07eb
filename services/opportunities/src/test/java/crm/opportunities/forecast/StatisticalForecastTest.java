package crm.opportunities.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import crm.opportunities.forecast.StatisticalForecast.Intake;
import crm.opportunities.forecast.StatisticalForecast.Open;
import crm.opportunities.forecast.StatisticalForecast.Past;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticalForecastTest {

    private static final Leaf ANN = new Leaf("sales", "ann");
    /** Of 100 deals 50 were won after 10 days and 50 lost after 20; all had come as far as the others. */
    private static final List<Past> HALF = List.of(new Past("WON", 1, 10, 50), new Past("LOST", 1, 20, 50));

    @Test
    void anOpenDealCountsWithItsChanceToBeWonWithinThePeriod() {
        assertThat(expected(HALF, new Open(ANN, 1, 0, new BigDecimal("1000")), 0, 30)).isEqualByComparingTo("500");
        assertThat(expected(HALF, new Open(ANN, 1, 0, new BigDecimal("1000")), 0, 10)).isEqualByComparingTo("0");
        assertThat(expected(HALF, new Open(ANN, 1, 0, new BigDecimal("1000")), 5, 11)).isEqualByComparingTo("500");
        assertThat(expected(HALF, new Open(ANN, 1, 11, new BigDecimal("1000")), 0, 30)).isEqualByComparingTo("0");
    }

    @Test
    void aDealThatCameFarCountsMore() {
        List<Past> past = List.of(new Past("WON", 5, 10, 180), new Past("LOST", 5, 10, 20), new Past("LOST", 1, 10, 160));

        BigDecimal near = expected(past, new Open(ANN, 5, 0, new BigDecimal("1000")), 0, 30);
        BigDecimal start = expected(past, new Open(ANN, 1, 0, new BigDecimal("1000")), 0, 30);

        // half of all are won; of those that came to the fifth stage 180 of 200, and 20 as good as all weigh in
        assertThat(start).isEqualByComparingTo("500");
        assertThat(near).isEqualByComparingTo("863.6364");
    }

    @Test
    void dealsToComeCountAtTheRateOfLateDays() {
        BigDecimal expected = StatisticalForecast.expected(HALF, List.of(), List.of(new Intake(ANN, 1, new BigDecimal("100"))), 0, 12).get(ANN);

        // one begins each day; those of today and of tomorrow reach their tenth day within the period, half of them won
        assertThat(expected).isEqualByComparingTo("100");
    }

    @Test
    void withoutHistoryNothingIsPromised() {
        assertThat(expected(List.of(), new Open(ANN, 1, 0, new BigDecimal("1000")), 0, 30)).isEqualByComparingTo("0");
    }

    private static BigDecimal expected(List<Past> past, Open open, long from, long until) {
        return StatisticalForecast.expected(past, List.of(open), List.of(), from, until).get(ANN);
    }
}
