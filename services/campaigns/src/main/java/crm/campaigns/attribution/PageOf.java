package crm.campaigns.attribution;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A page of what is listed by a moment, the last first.
 *
 * @param after where the page before ended; null for the first page
 * @param limit how many are shown, 1 to 200
 */
record PageOf(End after, int limit) {

    private static final int MOST = 200;

    /** The last one of a page. */
    record End(Instant at, UUID id) {

        private String cursor() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
        }

        private static End of(String cursor) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                return new End(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException none) {
                throw Problem.malformed("The cursor is none of this list.", new FieldError("cursor", "The cursor is none of this list."));
            }
        }
    }

    /** @throws Problem 400 where a parameter does not fit */
    static PageOf of(String cursor, int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.malformed("limit is 1 to " + MOST + ".", new FieldError("limit", "limit is 1 to " + MOST + "."));
        }
        return new PageOf(cursor == null || cursor.isBlank() ? null : End.of(cursor), limit);
    }

    /** A condition of SQL that leaves out what earlier pages showed. */
    String after(String moment, String id, Parameters parameters) {
        return after == null ? "" : " where (" + moment + ", " + id + ") < (" + parameters.add(after.at.atOffset(ZoneOffset.UTC)) + ", " + parameters.add(after.id) + ")";
    }

    /** One more than is shown tells whether there is a next page. */
    int oneMore() {
        return limit + 1;
    }

    <T> List<T> shown(List<T> read) {
        return read.subList(0, Math.min(limit, read.size()));
    }

    <T> String next(List<T> read, Function<T, End> end) {
        return read.size() <= limit ? null : end.apply(read.get(limit - 1)).cursor();
    }
}
