package crm.local.terminal;

import crm.local.platform.PartStatus;
import crm.local.platform.State;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Shows how the parts come up: on a terminal a line each, redrawn in place; elsewhere a line for each step. */
public final class Progress {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean terminal;
    private final Supplier<List<PartStatus>> source;
    private final Clock clock;
    private final Instant began;
    private final Map<String, State> told = new HashMap<>();
    private int drawn;
    private int frame;

    public Progress(PrintStream out, boolean terminal, Supplier<List<PartStatus>> source, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.source = source;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Draws once; to be called several times a second. */
    public synchronized void draw() {
        List<PartStatus> parts = source.get();
        if (terminal) {
            redraw(parts);
        } else {
            parts.stream().filter(Progress::worthALine).filter(part -> told.put(part.name(), part.state()) != part.state())
                    .forEach(part -> out.println(line(part, "")));
        }
        out.flush();
    }

    private static boolean worthALine(PartStatus part) {
        return part.state() != State.WAITING && !(part.state() == State.PREPARING && part.detail().isEmpty());
    }

    private void redraw(List<PartStatus> parts) {
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        frame++;
        for (PartStatus part : parts) {
            screen.append("\u001b[2K").append(line(part, SPINNER[frame % SPINNER.length])).append('\n');
        }
        screen.append("\u001b[2K  ").append(seconds(Duration.between(began, clock.instant()))).append(" elapsed\n");
        drawn = parts.size() + 1;
        out.print(screen);
    }

    private String line(PartStatus part, String spinner) {
        String sign = switch (part.state()) {
            case READY -> "✓";
            case FAILED -> "✗";
            case WAITING, STOPPED -> "·";
            default -> spinner.isEmpty() ? "…" : spinner;
        };
        String words = switch (part.state()) {
            case READY -> "ready after " + seconds(part.took());
            case STARTING -> "starting" + elapsed(part);
            case PREPARING -> (part.detail().isEmpty() ? "preparing" : part.detail()) + elapsed(part);
            case WAITING -> "waiting " + part.detail();
            case RESTARTING -> "starting again: " + firstLine(part.detail());
            case STOPPED -> "stopped " + part.detail();
            case FAILED -> "failed: " + firstLine(part.detail());
        };
        String line = String.format(Locale.ROOT, "  %s %-14s %s", sign, part.name(), words.strip());
        // A line that wraps would spoil the redrawing.
        return terminal && line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    private String elapsed(PartStatus part) {
        return terminal ? " " + seconds(Duration.between(part.since(), clock.instant())) : "";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
