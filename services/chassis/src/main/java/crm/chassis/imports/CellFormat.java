package crm.chassis.imports;

import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How a column writes dates, moments and numbers: a pattern of java.time, or {@code 1,234.56} or {@code 1.234,56}. Turns
 * a cell into the text that the field itself understands.
 */
final class CellFormat {

    private static final String POINT = "1,234.56";
    private static final String COMMA = "1.234,56";

    private final FieldType type;
    private final String pattern;
    private final DateTimeFormatter moments;

    private CellFormat(FieldType type, String pattern, DateTimeFormatter moments) {
        this.type = type;
        this.pattern = pattern;
        this.moments = moments;
    }

    /** @throws IllegalArgumentException with a sentence for people where the field takes no such format */
    static CellFormat of(Field field, String pattern) {
        return switch (field.type()) {
            case INTEGER, DECIMAL -> {
                if (!pattern.equals(POINT) && !pattern.equals(COMMA)) {
                    throw new IllegalArgumentException("The format of a number is " + POINT + " or " + COMMA + ".");
                }
                yield new CellFormat(field.type(), pattern, null);
            }
            case DATE, INSTANT -> new CellFormat(field.type(), pattern, formatter(pattern));
            default -> throw new IllegalArgumentException("A format is for dates, moments and numbers; " + field.path() + " is none.");
        };
    }

    /** Strict, so that 31 February is refused; a year is a year without an era. */
    private static DateTimeFormatter formatter(String pattern) {
        if (pattern.length() > 60) {
            throw new IllegalArgumentException("A format may have at most 60 characters.");
        }
        StringBuilder proleptic = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            proleptic.append(c == 'y' && !quoted ? 'u' : c);
        }
        try {
            return DateTimeFormatter.ofPattern(proleptic.toString(), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("The format " + pattern + " is no pattern of dates such as M/d/yyyy or yyyy-MM-dd HH:mm.");
        }
    }

    /** @throws RowRefused where the cell is not written like that */
    String canonical(Field field, String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return text;
        }
        if (moments == null) {
            return number(text);
        }
        try {
            TemporalAccessor parsed = moments.parseBest(text, OffsetDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from);
            return type == FieldType.DATE ? date(parsed).toString() : moment(parsed).toString();
        } catch (DateTimeException otherwise) {
            throw new RowRefused(field.path() + " has to be written as " + pattern + ".");
        }
    }

    private String number(String text) {
        return pattern.equals(POINT) ? text.replace(",", "") : text.replace(".", "").replace(',', '.');
    }

    private static LocalDate date(TemporalAccessor parsed) {
        return parsed instanceof Instant instant ? LocalDate.ofInstant(instant, ZoneOffset.UTC) : LocalDate.from(parsed);
    }

    private static Instant moment(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        if (parsed instanceof Instant instant) {
            return instant;
        }
        return parsed instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : midnight(LocalDate.from(parsed));
    }

    static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
