package crm.chassis.inbox;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Counts the AMQP channels that each queue has been consumed on.
 *
 * <p>A delivery tag means something on its own channel only. After a reconnection the connector would send the tag of
 * an old delivery on the new channel, where it acknowledges another message that nobody has handled yet. So a delivery
 * remembers the number of its channel, and is settled on no other: the broker delivers it again anyway.
 */
@ApplicationScoped
class ConsumerChannels implements ClientCustomizer<RabbitMQOptions> {

    private static final Logger LOG = Logger.getLogger(ConsumerChannels.class);

    private final Map<String, AtomicInteger> opened = new ConcurrentHashMap<>();
    private final Map<String, Opened> newest = new ConcurrentHashMap<>();
    private final Map<String, WorkerExecutor> tellers = new ConcurrentHashMap<>();
    private final Vertx vertx;

    /** A channel as it was opened, and what of it nobody has settled. */
    private record Opened(int number, Channel channel, Outstanding outstanding) {}

    /** What the broker is told of a delivery by its tag. */
    @FunctionalInterface
    interface Word {
        Word ACKNOWLEDGED = (channel, tag) -> channel.basicAck(tag, false);
        Word DEAD = (channel, tag) -> channel.basicReject(tag, false);
        Word AGAIN = (channel, tag) -> channel.basicReject(tag, true);

        void tell(Channel channel, long tag) throws IOException;
    }

    @FunctionalInterface
    private interface Telling {
        void tell() throws IOException;
    }

    ConsumerChannels(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
        String queue = config.getOptionalValue("queue.name", String.class).orElse(channel);
        AtomicInteger count = count(queue);
        options.setMetricsCollector(new NoOpMetricsCollector() {
            @Override
            public void newChannel(Channel opened) {
                int number = count.incrementAndGet();
                newest.put(queue, new Opened(number, opened, new Outstanding()));
                LOG.infof("Connected to the broker to consume %s (%d)", queue, number);
            }

            @Override
            public void closeChannel(Channel closed) {
                LOG.infof("No longer connected to the broker to consume %s", queue);
            }
        });
        return options;
    }

    /** Number of the channel that the queue is consumed on at present. */
    int current(String queue) {
        return count(queue).get();
    }

    /** Takes note of a delivery. Of a queue whose deliveries are noted all are, and the broker is told of them here alone. */
    void arrived(Delivery delivery) {
        tellers.computeIfAbsent(delivery.queue(), queue -> vertx.createSharedWorkerExecutor("crm-settling " + queue, 1));
        Opened on = on(delivery);
        if (on != null && delivery.tag() > 0) {
            on.outstanding().arrived(delivery.tag());
        }
    }

    boolean tells(Delivery delivery) {
        return delivery.tag() > 0 && tellers.containsKey(delivery.queue());
    }

    /**
     * Tells the broker what became of a delivery that was noted, over when it is told. One thread does it for each queue: a word
     * about one delivery must not be overtaken by one about all up to a later one.
     */
    Uni<Void> tell(Delivery delivery, Word word) {
        return Uni.createFrom().deferred(() -> {
            Opened on = on(delivery);
            return on == null ? Uni.createFrom().voidItem() : inTurn(delivery.queue(), () -> {
                word.tell(on.channel(), delivery.tag());
                on.outstanding().settled(delivery.tag());
            });
        });
    }

    /** Acknowledges deliveries of one channel, in one word those before which nothing is outstanding. */
    Uni<Void> acknowledge(List<Delivery> done) {
        Opened on = on(done.get(0));
        return on == null ? Uni.createFrom().voidItem() : inTurn(done.get(0).queue(), () -> {
            long upTo = on.outstanding().upTo(done.stream().map(Delivery::tag).toList());
            if (upTo > 0) {
                on.channel().basicAck(upTo, true);
            }
            for (Delivery delivery : done) {
                if (delivery.tag() > upTo) {
                    on.channel().basicAck(delivery.tag(), false);
                    on.outstanding().settled(delivery.tag());
                }
            }
        });
    }

    private Uni<Void> inTurn(String queue, Telling telling) {
        return Uni.createFrom().completionStage(() -> tellers.get(queue).<Void>executeBlocking(() -> {
            telling.tell();
            return null;
        }).toCompletionStage());
    }

    /** Null where the channel is gone: the broker delivers again what came on it. */
    private Opened on(Delivery delivery) {
        Opened channel = newest.get(delivery.queue());
        return channel == null || channel.number() != delivery.channel() ? null : channel;
    }

    private AtomicInteger count(String queue) {
        return opened.computeIfAbsent(queue, any -> new AtomicInteger());
    }
}
