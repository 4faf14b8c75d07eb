package crm.chassis.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes moments as {@link Instant#toString} does, in a fifth of its time: a page of records has more of them than of anything
 * else that has to be computed.
 */
final class Moments {

    private static final int SECONDS_END = 19;
    private static final int LONGEST = 30;

    private Moments() {}

    static String text(Instant moment) {
        return text(moment.atOffset(ZoneOffset.UTC));
    }

    static String text(OffsetDateTime moment) {
        if (moment.getOffset() != ZoneOffset.UTC || moment.getYear() < 1 || moment.getYear() > 9999) {
            return moment.toInstant().toString();
        }
        byte[] text = new byte[LONGEST];
        digits(text, 0, 4, moment.getYear());
        text[4] = '-';
        digits(text, 5, 2, moment.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, moment.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, moment.getHour());
        text[13] = ':';
        digits(text, 14, 2, moment.getMinute());
        text[16] = ':';
        digits(text, 17, 2, moment.getSecond());
        int end = fraction(text, moment.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** As many groups of three digits as say something. */
    private static int fraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return SECONDS_END;
        }
        text[SECONDS_END] = '.';
        int places = 9;
        int value = nanos;
        while (value % 1_000 == 0) {
            value /= 1_000;
            places -= 3;
        }
        digits(text, SECONDS_END + 1, places, value);
        return SECONDS_END + 1 + places;
    }

    private static void digits(byte[] text, int from, int count, int number) {
        int left = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
