package crm.chassis.inbox;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Override
    public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
        String queue = config.getOptionalValue("queue.name", String.class).orElse(channel);
        AtomicInteger count = count(queue);
        options.setMetricsCollector(new NoOpMetricsCollector() {
            @Override
            public void newChannel(Channel opened) {
                LOG.infof("Connected to the broker to consume %s (%d)", queue, count.incrementAndGet());
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

    private AtomicInteger count(String queue) {
        return opened.computeIfAbsent(queue, any -> new AtomicInteger());
    }
}
