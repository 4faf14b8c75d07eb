package crm.chassis.problem;

import java.util.List;
import java.util.Map;

/**
 * Why a value is not taken: in English for people, and as a code with what belongs to it, from which a page makes a
 * sentence in the language of whoever reads it. Codes are stable; the parameter {@code field} is the path of the field.
 */
public record Reason(String code, Map<String, Object> parameters, String detail) {

    public static Reason required(String field) {
        return new Reason("required", Map.of("field", field), field + " is required.");
    }

    /** @param kind what it has to be: {@code text}, {@code number}, {@code email} and so on; {@code words} say it in English */
    public static Reason wrongKind(String field, String kind, String words) {
        return new Reason("wrong-kind", Map.of("field", field, "kind", kind), field + " has to be " + words + ".");
    }

    public static Reason notOneOf(String field, List<String> choices) {
        return new Reason("not-one-of", Map.of("field", field, "choices", choices), field + " has to be one of " + String.join(", ", choices) + ".");
    }

    public static Reason tooLong(String field, int most) {
        return new Reason("too-long", Map.of("field", field, "most", most), field + " may have at most " + most + " characters.");
    }

    public static Reason entryTooLong(String field, int most) {
        return new Reason("entry-too-long", Map.of("field", field, "most", most), "An entry of " + field + " may have at most " + most + " characters.");
    }

    public static Reason wrongEntry(String field, String kind, String words) {
        return new Reason("wrong-entry", Map.of("field", field, "kind", kind), "Each entry of " + field + " has to be " + words + ".");
    }

    public static Reason tooManyEntries(String field, int most) {
        return new Reason("too-many-entries", Map.of("field", field, "most", most), field + " may have at most " + most + " entries.");
    }

    public static Reason tooManyDigits(String field, int most) {
        return new Reason("too-many-digits", Map.of("field", field, "most", most), field + " may have at most " + most + " digits before the point.");
    }

    public static Reason tooManyDecimals(String field, int most) {
        return new Reason("too-many-decimals", Map.of("field", field, "most", most), field + " may have at most " + most + " decimals.");
    }

    public static Reason unknownField(String field) {
        return new Reason("unknown-field", Map.of("field", field), "There is no field " + field + ".");
    }

    public static Reason keptBySystem(String field) {
        return new Reason("kept-by-system", Map.of("field", field), field + " cannot be set; the system keeps it.");
    }

    public static Reason notShown(String field) {
        return new Reason("not-for-your-roles", Map.of("field", field), field + " is not shown to your roles and cannot be set by them.");
    }

    public static Reason notYours(String field) {
        return new Reason("not-for-your-roles", Map.of("field", field), field + " cannot be set by your roles.");
    }

    public static Reason nobody() {
        return new Reason("no-such-person", Map.of(), "There is nobody with this login name.");
    }

    public static Reason noTeam() {
        return new Reason("no-such-team", Map.of(), "There is no team of this name.");
    }

    public static Reason badCharacter(String field) {
        return new Reason("bad-character", Map.of("field", field), field + " contains a character that text cannot have.");
    }
}
