package crm.opportunities.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes iCalendar (RFC 5545): lines end with CR LF, none has more than 75 octets, and text is escaped. */
final class CalendarText {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int OCTETS = 75;

    private final StringBuilder text = new StringBuilder();

    CalendarText line(String name, String value) {
        StringBuilder line = new StringBuilder();
        int octets = 0;
        String whole = name + ":" + value;
        for (int i = 0; i < whole.length();) {
            int character = whole.codePointAt(i);
            int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS) {
                line.append("\r\n ");
                octets = 1;
            }
            line.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        text.append(line).append("\r\n");
        return this;
    }

    /** Text that people wrote; control characters but for the end of a line are no part of a calendar. */
    CalendarText words(String name, String value) {
        return value == null ? this : line(name, value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\r", "\n")
                .replace("\n", "\\n").replaceAll("\\p{Cntrl}", ""));
    }

    CalendarText moment(String name, Instant moment) {
        return moment == null ? this : line(name, stamp(moment));
    }

    static String stamp(Instant moment) {
        return UTC.format(moment);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
