package crm.leads.routing;

import static org.assertj.core.api.Assertions.assertThat;

import crm.chassis.time.BusinessHours;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when a lead is to be answered, to the second. */
class ResponseDueTest {

    private static final BusinessHours OFFICE = BusinessHours.of(Map.of("timeZone", "Europe/Berlin", "monday", "09:00-17:00", "tuesday", "09:00-17:00",
            "wednesday", "09:00-17:00", "thursday", "09:00-17:00", "friday", "09:00-17:00", "holidays", List.of("2026-12-25")));

    @ParameterizedTest(name = "{0}: {1} and {2} minutes is {3}")
    @CsvSource({
        "over a weekend,                                2026-11-27T15:30:15Z, 120, 2026-11-30T09:30:15Z",
        "over a holiday and a weekend,                  2026-12-24T15:00:00Z, 120, 2026-12-28T09:00:00Z",
        "over the weekend on which summer time begins,  2026-03-27T15:30:00Z, 120, 2026-03-30T08:30:00Z",
        "over the weekend on which summer time ends,    2026-10-23T14:30:00Z, 60,  2026-10-26T08:30:00Z",
        "before work begins,                            2026-11-25T03:00:00Z, 15,  2026-11-25T08:15:00Z"})
    void isCountedInBusinessHours(String when, Instant assigned, int minutes, Instant due) {
        assertThat(rule(minutes).responseDueAt(OFFICE, assigned)).isEqualTo(due);
    }

    @Test
    void isCountedThroughTheNightInWhichTheClockChanges() {
        BusinessHours always = BusinessHours.of(Map.of("timeZone", "Europe/Berlin"));

        assertThat(rule(360).responseDueAt(always, Instant.parse("2026-10-24T21:00:00Z"))).isEqualTo(Instant.parse("2026-10-25T03:00:00Z"));
        assertThat(rule(360).responseDueAt(always, Instant.parse("2026-03-28T22:00:00Z"))).isEqualTo(Instant.parse("2026-03-29T04:00:00Z"));
    }

    @Test
    void thereIsNoneWhereTheRuleSetsNone() {
        assertThat(new AssignmentRule().responseDueAt(OFFICE, Instant.parse("2026-11-25T03:00:00Z"))).isNull();
    }

    private static AssignmentRule rule(int minutes) {
        AssignmentRule rule = new AssignmentRule();
        rule.responseMinutes = minutes;
        return rule;
    }
}
