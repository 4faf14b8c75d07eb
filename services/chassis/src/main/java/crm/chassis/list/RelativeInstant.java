package crm.chassis.list;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments of a filter that are told from now on: {@code now}, {@code now-30d}, {@code now+2h}; units m h d w M y. */
final class RelativeInstant {

    private static final Pattern FORM = Pattern.compile("now(?:([+-])(\\d{1,5})([mhdwMy]))?");

    private RelativeInstant() {}

    static Instant parse(String text, Instant now) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw FilterSql.refused("A relative moment is written as now-30d or now+2h (m, h, d, w, M, y).");
        }
        if (matcher.group(1) == null) {
            return now;
        }
        int amount = Integer.parseInt(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
        var moment = now.atOffset(ZoneOffset.UTC);
        return switch (matcher.group(3)) {
            case "m" -> now.plus(amount, ChronoUnit.MINUTES);
            case "h" -> now.plus(amount, ChronoUnit.HOURS);
            case "d" -> now.plus(amount, ChronoUnit.DAYS);
            case "w" -> now.plus(7L * amount, ChronoUnit.DAYS);
            case "M" -> moment.plus(Period.ofMonths(Math.max(-12_000, Math.min(12_000, amount)))).toInstant();
            default -> moment.plus(Period.ofYears(Math.max(-1_000, Math.min(1_000, amount)))).toInstant();
        };
    }
}
