package crm.local.platform;

import crm.local.Problem;
import crm.local.process.LogTail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps one part running: starts it after those it needs, watches it, starts it again with growing pauses when it dies, and
 * lets it stand still while that is wished. A part that fails before it was ever ready is given up, since it would fail again.
 */
final class PartKeeper implements Runnable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(150);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY_AFTER = Duration.ofMinutes(1);

    private final Part part;
    private final Home home;
    private final Ports ports;
    private final Wishes wishes;
    private final Clock clock;
    private final Predicate<String> isReady;
    private final Consumer<PartStatus> report;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile PartStatus status;
    private Running running;
    private boolean wasReady;

    PartKeeper(Part part, Home home, Ports ports, Clock clock, Predicate<String> isReady, Consumer<PartStatus> report) {
        this.part = part;
        this.home = home;
        this.ports = ports;
        this.wishes = Wishes.in(home);
        this.clock = clock;
        this.isReady = isReady;
        this.report = report;
        this.status = new PartStatus(part.name(), State.WAITING, "", clock.instant(), Duration.ZERO, 0, part.address());
    }

    PartStatus status() {
        return status;
    }

    /** Ends the keeping; the part itself is stopped by {@link #stopPart()}, in the order that the caller wants. */
    void close() {
        closing.countDown();
    }

    synchronized void stopPart() {
        if (running != null) {
            running.stop();
            running = null;
            set(State.STOPPED, "", clock.instant(), Duration.ZERO, 0);
        }
    }

    @Override
    public void run() {
        Duration pause = Duration.ofMillis(500);
        while (!closed()) {
            if (wishes.stopped(part.name())) {
                set(State.STOPPED, "by ./crm stop", status.since(), Duration.ZERO, 0);
                await(LOOK_EVERY);
                continue;
            }
            Instant began = clock.instant();
            try {
                start();
                watch();
            } catch (Exception e) {
                stopPart();
                if (closed()) {
                    return;
                }
                if (!wasReady) {
                    set(State.FAILED, reason(e), clock.instant(), Duration.ZERO, 0);
                    return;
                }
                set(State.RESTARTING, reason(e), clock.instant(), Duration.ZERO, 0);
            }
            if (!closed() && !wishes.stopped(part.name())) {
                if (Duration.between(began, clock.instant()).compareTo(STEADY_AFTER) > 0) {
                    pause = Duration.ofMillis(500);
                }
                await(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void start() throws Exception {
        Instant began = clock.instant();
        set(State.PREPARING, "", began, Duration.ZERO, 0);
        part.prepare(doing -> set(State.PREPARING, doing, began, Duration.ZERO, 0));
        set(State.WAITING, part.after().isEmpty() ? "" : "for " + String.join(", ", part.after()), began, Duration.ZERO, 0);
        // Later starts do not wait: a service has to come up beside a broker that is away.
        while (!wasReady && !part.after().stream().allMatch(isReady)) {
            if (closed() || wishes.stopped(part.name())) {
                return;
            }
            await(LOOK_EVERY);
        }
        if (!wasReady) {
            ports.requireFree(part.ports());
        }
        synchronized (this) {
            if (closed()) {
                return;
            }
            running = part.launch();
        }
        set(State.STARTING, "", began, Duration.ZERO, running.pid());
        waitUntilReady(clock.instant());
        if (!closed() && !wishes.stopped(part.name())) {
            part.settle();
            wasReady = true;
            Instant now = clock.instant();
            set(State.READY, "", now, Duration.between(began, now), running.pid());
        }
    }

    private void waitUntilReady(Instant launched) {
        while (!closed() && !wishes.stopped(part.name())) {
            if (!running.alive()) {
                throw new Problem("ended while starting" + lastWords());
            }
            try {
                if (part.ready()) {
                    return;
                }
            } catch (Exception notYet) {
                // Refused connections and half-started servers are what waiting is for.
            }
            if (Duration.between(launched, clock.instant()).compareTo(part.patience()) > 0) {
                throw new Problem("was not ready after " + part.patience().toSeconds() + " s" + lastWords());
            }
            await(LOOK_EVERY);
        }
    }

    private void watch() {
        while (!closed() && !wishes.stopped(part.name()) && running != null && running.alive()) {
            await(LOOK_EVERY);
        }
        if (closed() || running == null) {
            return;
        }
        if (running.alive()) {
            stopPart();
        } else {
            stopPart();
            set(State.RESTARTING, "ended by itself", clock.instant(), Duration.ZERO, 0);
        }
    }

    private String lastWords() {
        return "; the last lines of " + home.log(part.name()) + ":\n" + LogTail.last(home.log(part.name()), 15);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void await(Duration duration) {
        try {
            closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private void set(State state, String detail, Instant since, Duration took, long pid) {
        PartStatus next = new PartStatus(part.name(), state, detail, since, took, pid, part.address());
        if (!next.equals(status)) {
            status = next;
            report.accept(next);
        }
    }
}
