package crm.leads.scoring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** A thread that does a piece of work after another, and rests while there is none. What fails is tried again after a rest. */
final class BackgroundWork {

    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final BooleanSupplier piece;
    private final Duration rest;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param piece answers whether there was something to do */
    BackgroundWork(String name, Duration rest, BooleanSupplier piece) {
        this.piece = piece;
        this.rest = rest;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopped.countDown();
        thread.join(PATIENCE_AT_END.toMillis());
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                boolean worked = false;
                try {
                    worked = piece.getAsBoolean();
                } catch (RuntimeException failure) {
                    LOG.warnf("%s waits: %s", thread.getName(), failure.toString());
                }
                if (!worked && stopped.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
