package crm.governance.reading;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;

/**
 * Where a page of a list ended that is sorted by time, newest first.
 *
 * @param at   the moment of its last entry
 * @param last what tells that entry from others of the same moment
 */
public record PageMark<T>(Instant at, T last) {

    private static final int MAX_LENGTH = 200;

    /** As clients carry it, without looking inside. */
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The mark of a cursor; null where none was given, 400 where it is made up. */
    public static <T> PageMark<T> of(String cursor, Function<String, T> reader) {
        if (Asked.text(cursor) == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor.strip()), StandardCharsets.UTF_8).split(" ");
            if (cursor.length() <= MAX_LENGTH && parts.length == 2) {
                return new PageMark<>(Instant.parse(parts[0]), reader.apply(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException madeUp) {
            // refused below
        }
        throw Asked.refused("cursor", "The cursor does not belong to this list. Take nextCursor from an answer.");
    }
}
