package crm.governance.quality;

import crm.governance.reading.Asked;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Where a page of scores ended, lowest first. */
record ScoreMark(int score, UUID last) {

    private static final int MAX_LENGTH = 100;

    /** As clients carry it, without looking inside. */
    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((score + " " + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The mark of a cursor; null where none was given, 400 where it is made up. */
    static ScoreMark of(String cursor) {
        if (Asked.text(cursor) == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor.strip()), StandardCharsets.UTF_8).split(" ");
            if (cursor.length() <= MAX_LENGTH && parts.length == 2) {
                return new ScoreMark(Integer.parseInt(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException madeUp) {
            // refused below
        }
        throw Asked.refused("cursor", "The cursor does not belong to this list. Take nextCursor from an answer.");
    }
}
