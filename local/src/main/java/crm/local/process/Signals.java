package crm.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process politely, then by force. */
public final class Signals {

    /** Ordinary end, and for PostgreSQL a shutdown that does not wait for its clients. */
    public enum Signal { TERM, INT }

    private static final int ENDED_BY_TERM = 128 + 15;

    private Signals() {
    }

    /** Whether a JVM that ended so did what it does at its end: it was asked to, or came to its end by itself. */
    static boolean inOrder(int exitCode) {
        return exitCode == 0 || exitCode == ENDED_BY_TERM;
    }

    /** Returns when the process is gone. */
    public static void stop(ProcessHandle process, Signal signal, Duration patience) {
        send(process, signal);
        if (!gone(process, patience)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            gone(process, Duration.ofSeconds(10));
        }
    }

    /** As {@link #stop}, but leaves the processes that it started to the caller. */
    public static void stopAlone(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!gone(process, patience)) {
            process.destroyForcibly();
            gone(process, Duration.ofSeconds(10));
        }
    }

    private static void send(ProcessHandle process, Signal signal) {
        if (signal == Signal.TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CompletionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
