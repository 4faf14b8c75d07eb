package crm.opportunities.quick;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.stream.Stream;

/** A day as words say it: which days they may mean, looking back or looking forward. One is clear, none is impossible. */
interface Dates {

    List<LocalDate> candidates(LocalDate today, boolean past);

    static Dates exactly(LocalDate day) {
        return (today, past) -> List.of(day);
    }

    /** Any of these, if nothing else rules some of them out. */
    static Dates anyOf(Dates... several) {
        return (today, past) -> Stream.of(several).flatMap(each -> each.candidates(today, past).stream()).distinct().sorted().toList();
    }

    /** Without a year it is the next one to come, or the last one that was; none where there is no such day. */
    static Dates of(Integer year, int month, int day) {
        return (today, past) -> {
            try {
                if (year != null) {
                    return List.of(LocalDate.of(year < 100 ? 2000 + year : year, month, day));
                }
                MonthDay of = MonthDay.of(month, day);
                for (int ahead = 0; ahead <= 8; ahead++) {
                    int candidate = past ? today.getYear() - ahead : today.getYear() + ahead;
                    if (of.isValidYear(candidate) && (past ? !of.atYear(candidate).isAfter(today) : !of.atYear(candidate).isBefore(today))) {
                        return List.of(of.atYear(candidate));
                    }
                }
                return List.of();
            } catch (DateTimeException impossible) {
                return List.of();
            }
        };
    }

    /** The day of that number which is next, or was last; none where no month has one. */
    static Dates dayOfMonth(int day) {
        return (today, past) -> {
            for (int months = 0; months <= 12; months++) {
                YearMonth month = YearMonth.from(today).plusMonths(past ? -months : months);
                if (day >= 1 && month.isValidDay(day) && (past ? !month.atDay(day).isAfter(today) : !month.atDay(day).isBefore(today))) {
                    return List.of(month.atDay(day));
                }
            }
            return List.of();
        };
    }

    /**
     * A weekday is the next to come or the last that was. Said on that very day it may be today or a week away. With
     * {@code next} or {@code last}, people mean different days where one of that name is still in this week.
     *
     * @param which {@code next}, {@code last}, {@code this} or empty
     */
    static Dates weekday(DayOfWeek day, String which) {
        return (today, past) -> {
            boolean back = past || which.equals("last");
            boolean forward = which.equals("next") || !back;
            LocalDate near = forward ? today.with(TemporalAdjusters.next(day)) : today.with(TemporalAdjusters.previous(day));
            if (which.equals("next") || which.equals("last")) {
                boolean thisWeek = week(near) == week(today) && ChronoUnit.DAYS.between(today, near) < 7;
                LocalDate far = near.plusWeeks(forward ? 1 : -1);
                return thisWeek ? Stream.of(near, far).sorted().toList() : List.of(near);
            }
            if (today.getDayOfWeek() == day) {
                return which.equals("this") ? List.of(today) : Stream.of(today, near).sorted().toList();
            }
            return List.of(near);
        };
    }

    private static int week(LocalDate day) {
        return day.get(WeekFields.ISO.weekOfWeekBasedYear());
    }
}
