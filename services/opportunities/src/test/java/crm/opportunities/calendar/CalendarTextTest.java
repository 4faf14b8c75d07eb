package crm.opportunities.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CalendarTextTest {

    @Test
    void whatPeopleWriteIsEscaped() {
        assertThat(new CalendarText().words("SUMMARY", "a,b;c\\d\r\nBEGIN:VEVENT\u0007").toString()).isEqualTo("SUMMARY:a\\,b\\;c\\\\d\\nBEGIN:VEVENT\r\n");
        assertThat(new CalendarText().words("SUMMARY", null).toString()).isEmpty();
    }

    @Test
    void noLineIsLongerThan75OctetsAndNoCharacterIsTornApart() {
        String long300 = "Übergrößenträger 💸 ".repeat(20);
        String text = new CalendarText().words("DESCRIPTION", long300).toString();

        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text.replace("\r\n ", "")).isEqualTo("DESCRIPTION:" + long300 + "\r\n");
    }

    @Test
    void momentsAreInUtc() {
        assertThat(new CalendarText().moment("DTSTART", Instant.parse("2026-11-25T09:05:00Z")).toString()).isEqualTo("DTSTART:20261125T090500Z\r\n");
    }
}
