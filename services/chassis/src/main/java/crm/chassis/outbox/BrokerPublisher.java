package crm.chassis.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes with confirms on one channel of its own. A batch is written at once and its confirms are awaited together.
 *
 * <p>The messaging connector is not used to publish because it cannot say that a message was unroutable, and because a
 * confirm that is lost with its connection never completes there. The client underneath is the same.
 */
@ApplicationScoped
public class BrokerPublisher {

    private static final int MARGIN_SECONDS = 15;

    private final BrokerChannel channel;
    private final WorkerExecutor worker;
    private final int confirmSeconds;

    @Inject
    BrokerPublisher(
            BrokerChannel channel,
            Vertx vertx,
            @ConfigProperty(name = "crm.outbox.confirm-timeout-seconds") int confirmSeconds) {
        this(channel, vertx, "crm-publisher", confirmSeconds);
    }

    BrokerPublisher(BrokerChannel channel, Vertx vertx, String thread, int confirmSeconds) {
        this.channel = channel;
        this.confirmSeconds = confirmSeconds;
        // One thread: a channel is used by one thread at a time, and messages leave in the order given.
        this.worker = vertx.createSharedWorkerExecutor(thread, 1, 2, TimeUnit.MINUTES);
    }

    @PreDestroy
    void close() {
        channel.abort();
        worker.close();
    }

    /**
     * Publishes in the given order. Never fails: the outcome says how far it got.
     *
     * @param batch a few hundred messages at most, since all of them may be unconfirmed at once
     */
    public Uni<PublishOutcome> publish(List<Publication> batch) {
        return Uni.createFrom()
                .completionStage(() -> worker.executeBlocking(() -> channel.publish(batch), true).toCompletionStage())
                .ifNoItem().after(Duration.ofSeconds(confirmSeconds + MARGIN_SECONDS)).fail()
                // A broker that stops reading blocks the write itself; only closing the socket ends that.
                .onFailure().invoke(channel::abort)
                .onFailure().recoverWithItem(fault -> new PublishOutcome(0, 0, fault));
    }

    public boolean connected() {
        return channel.isOpen();
    }
}
