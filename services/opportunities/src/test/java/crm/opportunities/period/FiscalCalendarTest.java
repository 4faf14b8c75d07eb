package crm.opportunities.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.chassis.problem.Problem;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiscalCalendarTest {

    @ParameterizedTest(name = "{1} where the year starts in month {0}")
    @CsvSource({
        "1, 2026-11, 2026-11-01, 2026-12-01", "1, 2026-Q4, 2026-10-01, 2027-01-01", "1, FY2026, 2026-01-01, 2027-01-01",
        "4, 2026-11, 2026-11-01, 2026-12-01", "4, 2026-Q1, 2025-04-01, 2025-07-01", "4, 2026-Q4, 2026-01-01, 2026-04-01",
        "4, FY2026, 2025-04-01, 2026-04-01", "12, 2024-Q1, 2023-12-01, 2024-03-01", "12, FY2024, 2023-12-01, 2024-12-01"})
    void aNameTellsTheDays(int firstMonth, String name, LocalDate from, LocalDate until) {
        FiscalCalendar calendar = new FiscalCalendar(firstMonth);

        Period period = calendar.named(name);

        assertThat(period.from()).isEqualTo(from);
        assertThat(period.until()).isEqualTo(until);
        assertThat(period.name()).isEqualTo(name);
        assertThat(calendar.containing(period.kind(), from)).isEqualTo(period);
        assertThat(calendar.containing(period.kind(), until.minusDays(1))).isEqualTo(period);
        assertThat(calendar.after(period).from()).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "2026-Q0", "2026-13", "2026-1", "FY2026-Q1", "FY26", "0000-01", "FY0000"})
    void whatIsNoPeriodIsRefused(String name) {
        assertThatThrownBy(() -> new FiscalCalendar(1).named(name)).isInstanceOf(Problem.class);
    }
}
