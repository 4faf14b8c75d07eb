package crm.chassis.record;

import crm.chassis.problem.Reason;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A field that the company published for a kind of record; its value stands in {@code customFields}.
 *
 * @param kind    MONEY is a number in the currency of the record, or in the base currency where it has none
 * @param options what a PICKLIST takes
 * @param readers roles that see the value; empty for everybody who sees the record
 * @param writers roles that set the value; empty for everybody who changes the record and sees the value
 */
public record OwnField(String name, Kind kind, boolean required, List<String> options, Set<String> readers, Set<String> writers) {

    public enum Kind { TEXT, NUMBER, MONEY, DATE, BOOLEAN, PICKLIST, REFERENCE }

    /** What filters, sorts and masks like the described fields of the record do. */
    Field within(Field customFields) {
        Field shape = switch (kind) {
            case TEXT -> Field.text(name).max(CustomFields.MAX_TEXT);
            case PICKLIST -> Field.text(name).max(CustomFields.MAX_TEXT).usually(options);
            case NUMBER, MONEY -> Field.decimal(name);
            case DATE -> Field.date(name);
            case BOOLEAN -> Field.bool(name);
            case REFERENCE -> Field.reference(name, null);
        };
        return shape.sortable().sensitive(readers.toArray(String[]::new)).ownOf(customFields);
    }

    boolean writableWith(Set<String> roles) {
        return permits(readers, roles) && permits(writers, roles);
    }

    boolean readableWith(Set<String> roles) {
        return permits(readers, roles);
    }

    private static boolean permits(Set<String> named, Set<String> roles) {
        return named.isEmpty() || named.stream().anyMatch(roles::contains);
    }

    /** Whether a value is of this kind. */
    boolean accepts(Object value) {
        return switch (kind) {
            case TEXT -> value instanceof String;
            case NUMBER, MONEY -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case PICKLIST -> value instanceof String text && options.contains(text);
            case DATE -> value instanceof String text && isDate(text);
            case REFERENCE -> value instanceof String text && isId(text);
        };
    }

    /** What is told where a value is not of this kind. */
    Reason wrong() {
        String path = "customFields." + name;
        return kind == Kind.PICKLIST ? Reason.notOneOf(path, options) : Reason.wrongKind(path, switch (kind) {
            case NUMBER, MONEY -> "decimal";
            default -> kind.name().toLowerCase(Locale.ROOT);
        }, words());
    }

    private String words() {
        return switch (kind) {
            case TEXT -> "a text";
            case NUMBER, MONEY -> "a number";
            case BOOLEAN -> "true or false";
            case PICKLIST -> "one of " + String.join(", ", options);
            case DATE -> "a date like 2026-11-30";
            case REFERENCE -> "the id of a record";
        };
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
