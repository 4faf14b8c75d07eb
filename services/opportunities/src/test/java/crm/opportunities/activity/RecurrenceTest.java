package crm.opportunities.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.chassis.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The moments after the first one, to the second. */
class RecurrenceTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0} in {1} from {2}")
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY                              | UTC              | 2026-11-25T09:00:00Z | 2026-11-26T09:00:00Z 2026-11-27T09:00:00Z 2026-11-28T09:00:00Z
            FREQ=DAILY;INTERVAL=2;COUNT=3           | UTC              | 2026-11-25T09:00:00Z | 2026-11-27T09:00:00Z 2026-11-29T09:00:00Z
            FREQ=WEEKLY;BYDAY=MO,WE                 | UTC              | 2026-11-25T09:00:00Z | 2026-11-30T09:00:00Z 2026-12-02T09:00:00Z 2026-12-07T09:00:00Z
            FREQ=WEEKLY;UNTIL=20261209              | UTC              | 2026-11-25T09:00:00Z | 2026-12-02T09:00:00Z 2026-12-09T09:00:00Z
            FREQ=WEEKLY;UNTIL=20261209T085959Z      | UTC              | 2026-11-25T09:00:00Z | 2026-12-02T09:00:00Z
            FREQ=MONTHLY                            | UTC              | 2027-01-31T09:00:00Z | 2027-03-31T09:00:00Z 2027-05-31T09:00:00Z 2027-07-31T09:00:00Z
            FREQ=MONTHLY;BYDAY=-1FR                 | UTC              | 2026-11-27T09:00:00Z | 2026-12-25T09:00:00Z 2027-01-29T09:00:00Z 2027-02-26T09:00:00Z
            FREQ=MONTHLY;BYMONTHDAY=-1              | UTC              | 2026-11-30T09:00:00Z | 2026-12-31T09:00:00Z 2027-01-31T09:00:00Z 2027-02-28T09:00:00Z
            FREQ=YEARLY                             | UTC              | 2028-02-29T09:00:00Z | 2032-02-29T09:00:00Z 2036-02-29T09:00:00Z 2040-02-29T09:00:00Z
            FREQ=WEEKLY                             | Europe/Berlin    | 2026-10-19T07:00:00Z | 2026-10-26T08:00:00Z 2026-11-02T08:00:00Z 2026-11-09T08:00:00Z
            FREQ=WEEKLY                             | America/New_York | 2027-03-07T14:00:00Z | 2027-03-14T13:00:00Z 2027-03-21T13:00:00Z 2027-03-28T13:00:00Z
            FREQ=DAILY                              | Asia/Tokyo       | 2026-11-25T00:30:00Z | 2026-11-26T00:30:00Z 2026-11-27T00:30:00Z 2026-11-28T00:30:00Z
            """)
    void areAsTheClockOnTheWallSays(String rule, String zone, Instant start, String expected) {
        List<Instant> moments = Recurrence.of(rule, zone).between(start, start, FAR, 3);

        assertThat(moments).containsExactlyElementsOf(Arrays.stream(expected.split(" ")).map(Instant::parse).toList());
    }

    @Test
    void theNextOneIsThatAfterAMomentAndThereMayBeNone() {
        Instant start = Instant.parse("2026-11-25T09:00:00Z");

        assertThat(Recurrence.of("FREQ=WEEKLY", "UTC").next(start, Instant.parse("2027-11-26T00:00:00Z"))).isEqualTo(Instant.parse("2027-12-01T09:00:00Z"));
        assertThat(Recurrence.of("FREQ=WEEKLY;COUNT=2", "UTC").next(start, Instant.parse("2026-12-02T09:00:00Z"))).isNull();
    }

    @Test
    void atAnHourThatDoesNotExistItIsAnHourLaterAndTheDayAfterAtTheHourAgain() {
        Instant start = Instant.parse("2027-03-27T01:30:00Z");

        assertThat(Recurrence.of("FREQ=DAILY", "Europe/Berlin").between(start, start, FAR, 2))
                .containsExactly(Instant.parse("2027-03-28T01:30:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
    }

    @Test
    @Timeout(10)
    void aRuleThatIsNeverMetEnds() {
        Instant start = Instant.parse("2026-11-25T09:00:00Z");

        assertThat(Recurrence.of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "UTC").next(start, start.plus(Duration.ofDays(1)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "weekly", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=WEEKLY;BYHOUR=9", "FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0",
            "INTERVAL=2", "FREQ=DAILY;UNTIL=20270101T000000", "FREQ=DAILY;X-ODD=1"})
    void whatIsNoRuleOfOursIsRefused(String rule) {
        assertThatThrownBy(() -> Recurrence.of(rule, "UTC")).isInstanceOf(Problem.class);
    }
}
