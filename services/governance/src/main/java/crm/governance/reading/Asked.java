package crm.governance.reading;

import crm.chassis.list.ListRequest;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Reads the parameters of a query; blank means not given, and what cannot be read is a 400 that names the parameter. */
public final class Asked {

    private Asked() {}

    public static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    public static Instant instant(String name, String value) {
        try {
            return text(value) == null ? null : Instant.parse(value.strip());
        } catch (DateTimeException unreadable) {
            throw refused(name, name + " has to be a moment such as 2026-11-21T19:00:00Z.");
        }
    }

    public static UUID id(String name, String value) {
        try {
            return text(value) == null ? null : UUID.fromString(value.strip());
        } catch (IllegalArgumentException unreadable) {
            throw refused(name, name + " has to be a UUID.");
        }
    }

    /** Entries on a page. */
    public static int limit(String value) {
        return (int) number("limit", value, ListRequest.DEFAULT_LIMIT, 1, ListRequest.MAX_LIMIT);
    }

    public static long number(String name, String value, long otherwise, long least, long most) {
        try {
            long number = text(value) == null ? otherwise : Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // refused below, with the bounds
        }
        throw refused(name, name + " has to be a number between " + least + " and " + most + ".");
    }

    public static Problem refused(String name, String detail) {
        return Problem.malformed(detail, new FieldError(name, detail));
    }
}
