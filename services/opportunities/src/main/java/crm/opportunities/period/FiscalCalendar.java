package crm.opportunities.period;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The periods that the company counts in. A fiscal year is named by the year it ends in; its quarters are counted from
 * its first month. Where it starts in January all of this is the calendar's.
 */
@Singleton
public class FiscalCalendar {

    private static final Pattern NAME = Pattern.compile("(FY)?(\\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?");
    private static final int MONTHS = 12;
    private static final int QUARTER = 3;

    private final int firstMonth;

    /** @param firstMonth month that the fiscal year starts in, 1 to 12 */
    public FiscalCalendar(@ConfigProperty(name = "crm.fiscal-year.first-month", defaultValue = "1") int firstMonth) {
        if (firstMonth < 1 || firstMonth > MONTHS) {
            throw new IllegalArgumentException("crm.fiscal-year.first-month is a month, 1 to 12");
        }
        this.firstMonth = firstMonth;
    }

    /**
     * A period by its name.
     *
     * @throws Problem 400 where there is no such period
     */
    public Period named(String text) {
        Matcher matcher = NAME.matcher(text == null ? "" : text.strip().toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            boolean fiscal = matcher.group(1) != null;
            int year = Integer.parseInt(matcher.group(2));
            if (matcher.group(4) != null && !fiscal && year > 0) {
                return starting(Period.Kind.MONTH, LocalDate.of(year, Integer.parseInt(matcher.group(4)), 1));
            }
            if (matcher.group(3) != null && !fiscal && year > 0) {
                return starting(Period.Kind.QUARTER, yearStart(year).plusMonths((long) QUARTER * (Integer.parseInt(matcher.group(3)) - 1)));
            }
            if (fiscal && matcher.group(3) == null && matcher.group(4) == null && year > 0) {
                return starting(Period.Kind.YEAR, yearStart(year));
            }
        }
        String detail = "A period is written as 2026-11, 2026-Q4 or FY2026.";
        throw Problem.malformed(detail, new FieldError("period", detail));
    }

    /** The period of this kind that a day lies in. */
    public Period containing(Period.Kind kind, LocalDate day) {
        LocalDate month = day.withDayOfMonth(1);
        int into = Math.floorMod(month.getMonthValue() - firstMonth, MONTHS);
        return starting(kind, month.minusMonths(into % kind.months()));
    }

    /** The period after one. */
    public Period after(Period period) {
        return starting(period.kind(), period.until());
    }

    /** SQL for the first day of the period of this kind that an expression of a timestamp without time zone lies in. */
    public String startSql(Period.Kind kind, String timestamp) {
        String shift = "interval '" + (firstMonth - 1) + " months'";
        return "(date_trunc('" + kind.word() + "', " + timestamp + " - " + shift + ") + " + shift + ")::date";
    }

    /** The period of this kind that starts on a day which one does start on. */
    public Period starting(Period.Kind kind, LocalDate from) {
        int year = firstMonth == 1 || from.getMonthValue() < firstMonth ? from.getYear() : from.getYear() + 1;
        String name = switch (kind) {
            case MONTH -> String.format(Locale.ROOT, "%04d-%02d", from.getYear(), from.getMonthValue());
            case QUARTER -> String.format(Locale.ROOT, "%04d-Q%d", year, Math.floorMod(from.getMonthValue() - firstMonth, MONTHS) / QUARTER + 1);
            case YEAR -> String.format(Locale.ROOT, "FY%04d", year);
        };
        return new Period(name, kind, from, from.plusMonths(kind.months()));
    }

    private LocalDate yearStart(int year) {
        return LocalDate.of(firstMonth == 1 ? year : year - 1, firstMonth, 1);
    }
}
