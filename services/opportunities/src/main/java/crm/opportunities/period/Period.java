package crm.opportunities.period;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A month, quarter or year that figures are about, in UTC.
 *
 * @param name as the API writes it: {@code 2026-11}, {@code 2026-Q4}, {@code FY2026}
 * @param until the day after its last one
 */
public record Period(String name, Kind kind, LocalDate from, LocalDate until) {

    public enum Kind {
        MONTH(1), QUARTER(3), YEAR(12);

        private final int months;

        Kind(int months) {
            this.months = months;
        }

        public int months() {
            return months;
        }

        /** As it is written in a parameter. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public OffsetDateTime begin() {
        return from.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime end() {
        return until.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    public boolean isOver(LocalDate today) {
        return !today.isBefore(until);
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, until);
    }
}
