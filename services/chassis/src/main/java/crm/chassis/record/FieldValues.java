package crm.chassis.record;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.problem.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Turns what came in as JSON or as text into the value of a field, or says in one sentence why it cannot. */
public final class FieldValues {

    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_LENGTH = 60;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_WHOLE_DIGITS = 18;

    /** A value that a field does not accept; the message is for people. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Reason reason;

        Refused(Reason reason) {
            super(reason.detail(), null, false, false);
            this.reason = reason;
        }

        Refused(String message) {
            this(new Reason(null, null, message));
        }

        public Reason reason() {
            return reason;
        }
    }

    private FieldValues() {}

    /**
     * The value of a JSON member: String, Long, BigDecimal, Boolean, LocalDate, Instant, UUID, an enum constant, a
     * String[] or a Map of parts; null for JSON null and for blank text.
     */
    public static Object ofJson(Field field, JsonNode node) throws Refused {
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (field.type()) {
            case TEXT, DATE, INSTANT, ENUM, REFERENCE -> {
                if (!node.isTextual() || field.type() == FieldType.ENUM && !field.choices().contains(node.textValue())) {
                    throw new Refused(wrongKind(field));
                }
                yield ofText(field, node.textValue());
            }
            case INTEGER -> {
                if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                    throw new Refused(wrongKind(field));
                }
                yield bounded(field, node.longValue());
            }
            case DECIMAL -> {
                if (!node.isNumber()) {
                    throw new Refused(wrongKind(field));
                }
                yield bounded(field, node.decimalValue());
            }
            case BOOLEAN -> {
                if (!node.isBoolean()) {
                    throw new Refused(wrongKind(field));
                }
                yield node.booleanValue();
            }
            case TEXTS -> texts(field, node);
            case LINKS -> Links.ofJson(field, node);
            case OBJECT -> parts(field, node);
            case CUSTOM -> CustomFields.ofJson(node);
            case JSON -> throw new Refused(field.path() + " is set by the system.");
        };
    }

    /** The value of a text, as in a filter or in a cell of a CSV file; null where the text is blank. */
    public static Object ofText(Field field, String raw) throws Refused {
        String text = raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (field.type()) {
                case TEXT -> plain(field, text);
                case INTEGER -> bounded(field, new BigDecimal(text).longValueExact());
                case DECIMAL -> bounded(field, new BigDecimal(text));
                case BOOLEAN -> bool(text);
                case DATE -> year(LocalDate.parse(text));
                case INSTANT -> instant(text);
                case ENUM -> choice(field, text);
                case REFERENCE -> reference(text);
                case TEXTS -> tags(field, List.of(text.split("\\s*[;,]\\s*")));
                case LINKS -> Links.ofText(field, text);
                case OBJECT, CUSTOM, JSON -> throw new Refused(field.path() + " cannot be given as text.");
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException notOfThatKind) {
            throw new Refused(wrongKind(field));
        }
    }

    private static String plain(Field field, String text) throws Refused {
        if (text.length() > field.maxLength()) {
            throw new Refused(Reason.tooLong(field.path(), field.maxLength()));
        }
        if (text.indexOf('\0') >= 0) {
            throw new Refused(Reason.badCharacter(field.path()));
        }
        if (!field.format().accepts(text)) {
            throw new Refused(Reason.wrongKind(field.path(), field.format().kind(), field.format().words()));
        }
        return text;
    }

    private static Long bounded(Field field, long number) throws Refused {
        if (Math.abs(number) >= 1_000_000_000_000_000_000L) {
            throw new Refused(Reason.tooManyDigits(field.path(), MAX_WHOLE_DIGITS));
        }
        return number;
    }

    private static BigDecimal bounded(Field field, BigDecimal number) throws Refused {
        // a huge exponent must not be expanded into digits before it is refused
        if (number.precision() - number.scale() > MAX_DIGITS || number.scale() > 1_000) {
            throw new Refused(Reason.tooManyDigits(field.path(), MAX_DIGITS));
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > field.decimals()) {
            throw new Refused(Reason.tooManyDecimals(field.path(), field.decimals()));
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "y" -> true;
            case "false", "no", "0", "n" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static LocalDate year(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("not a year that people write");
        }
        return date;
    }

    private static Instant instant(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        year(moment.toLocalDate());
        Instant instant = moment.toInstant();
        return instant.minusNanos(instant.getNano() % 1_000);
    }

    static UUID reference(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not an id");
        }
        return UUID.fromString(text);
    }

    private static Enum<?> choice(Field field, String text) throws Refused {
        String wanted = text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (Enum<?> constant : field.enumType().getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        throw new Refused(Reason.notOneOf(field.path(), field.choices()));
    }

    private static String[] texts(Field field, JsonNode node) throws Refused {
        if (!node.isArray()) {
            throw new Refused(wrongKind(field));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                throw new Refused(wrongKind(field));
            }
            texts.add(element.textValue().strip());
        }
        return tags(field, texts);
    }

    private static String[] tags(Field field, List<String> texts) throws Refused {
        String[] distinct = texts.stream().filter(text -> !text.isEmpty()).distinct().toArray(String[]::new);
        if (distinct.length > MAX_TAGS) {
            throw new Refused(Reason.tooManyEntries(field.path(), MAX_TAGS));
        }
        int longest = field.format() == TextFormat.PLAIN ? MAX_TAG_LENGTH : field.maxLength();
        for (String text : distinct) {
            if (text.length() > longest || text.indexOf('\0') >= 0) {
                throw new Refused(Reason.entryTooLong(field.path(), longest));
            }
            if (!field.format().accepts(text)) {
                throw new Refused(Reason.wrongEntry(field.path(), field.format().kind(), field.format().words()));
            }
        }
        return distinct;
    }

    private static Map<String, Object> parts(Field field, JsonNode node) throws Refused {
        if (!node.isObject()) {
            throw new Refused(wrongKind(field));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (var members = node.fields(); members.hasNext();) {
            var member = members.next();
            Field part = field.parts().stream()
                    .filter(candidate -> candidate.name().equals(member.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new Refused(field.path() + " has no part " + shortened(member.getKey()) + "; it has "
                            + String.join(", ", field.parts().stream().map(Field::name).toList()) + "."));
            Object value = ofJson(part, member.getValue());
            if (value != null) {
                values.put(part.name(), value);
            }
        }
        return values.isEmpty() ? null : values;
    }

    /** Text of a request as it may stand in an answer: not longer than a line. */
    public static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static Reason wrongKind(Field field) {
        return field.type() == FieldType.ENUM
                ? Reason.notOneOf(field.path(), field.choices())
                : Reason.wrongKind(field.path(), field.type().name().toLowerCase(Locale.ROOT), kind(field));
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-11-21";
            case INSTANT -> "a moment of RFC 3339 such as 2026-11-21T19:00:00Z";
            case ENUM -> "one of " + String.join(", ", field.choices());
            case REFERENCE -> "the id of a record (a UUID)";
            case TEXTS -> "a list of texts";
            case LINKS -> Links.words(field);
            case OBJECT, CUSTOM -> "an object";
            case JSON -> "a JSON value";
        };
    }
}
