package crm.chassis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments are written as they always were. */
class MomentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-26T10:57:15Z", "2026-11-26T10:57:15.100Z", "2026-11-26T10:57:15.158074Z", "2026-11-26T10:57:15.000000001Z", "2026-11-26T10:57:15.158074020Z",
        "2024-02-29T23:59:59.999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "0000-12-31T00:00:00Z", "-0044-03-15T12:00:00Z", "+10000-01-01T00:00:00Z", "1969-12-31T23:59:59.000500Z"})
    void asTheirInstantSays(String text) {
        assertThat(Moments.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void ofAnotherOffsetInTheTimeOfTheWorld() {
        assertThat(Moments.text(OffsetDateTime.parse("2026-11-26T01:30:00.5+02:00"))).isEqualTo("2026-11-25T23:30:00.500Z");
    }

    @Test
    void anyOfThem() {
        Random random = new Random(28);
        for (int i = 0; i < 20_000; i++) {
            int nanos = switch (i % 4) {
                case 0 -> 0;
                case 1 -> random.nextInt(1_000) * 1_000_000;
                case 2 -> random.nextInt(1_000_000) * 1_000;
                default -> random.nextInt(1_000_000_000);
            };
            Instant moment = Instant.ofEpochSecond(random.nextLong(-62_200_000_000L, 253_500_000_000L), nanos);
            assertThat(Moments.text(moment.atOffset(ZoneOffset.UTC))).isEqualTo(moment.toString());
        }
    }
}
