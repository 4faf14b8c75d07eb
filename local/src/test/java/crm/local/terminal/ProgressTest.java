package crm.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import crm.local.platform.PartStatus;
import crm.local.platform.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicReference<PartStatus> part = new AtomicReference<>(leads(State.STARTING));

    @Test
    void awayFromATerminalEachStepIsALineOnce() {
        Progress progress = progress(false);

        progress.draw();
        progress.draw();
        part.set(leads(State.READY));
        progress.draw();

        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("""
                  … leads          starting
                  ✓ leads          ready after 2.5 s
                """);
    }

    @Test
    void onATerminalTheLineIsRedrawnWithTheElapsedTime() {
        Progress progress = progress(true);

        progress.draw();
        progress.draw();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("leads          starting 4.0 s").contains("\u001b[2A");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(screen, true, StandardCharsets.UTF_8), terminal, () -> List.of(part.get()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static PartStatus leads(State state) {
        return new PartStatus("leads", state, "", NOW.minusSeconds(4), Duration.ofMillis(2500), 42, "");
    }
}
