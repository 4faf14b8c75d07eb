package crm.chassis.outbox;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownSignalException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The channel that messages leave by: opened when first needed, thrown away after any fault and opened anew. Its
 * methods block, except {@link #abort} and {@link #isOpen}, and are called by one thread at a time.
 */
@ApplicationScoped
class BrokerChannel {

    private static final Logger LOG = Logger.getLogger(BrokerChannel.class);

    private final ConnectionFactory connections;
    private final String name;
    private final long confirmMillis;
    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> unroutableByKey = new ConcurrentHashMap<>();

    private volatile Connection connection;
    private volatile boolean blocked;
    private Channel channel;
    private Confirms confirms;

    BrokerChannel(
            BrokerAddress address,
            @ConfigProperty(name = "crm.service") String service,
            @ConfigProperty(name = "crm.outbox.confirm-timeout-seconds") int confirmSeconds,
            MeterRegistry metrics) {
        this.connections = address.factory();
        this.name = service + " (publisher)";
        this.confirmMillis = TimeUnit.SECONDS.toMillis(confirmSeconds);
        this.metrics = metrics;
    }

    PublishOutcome publish(List<Publication> batch) {
        Throwable fault = null;
        Confirms mine = null;
        try {
            Channel open = open();
            mine = confirms;
            mine.expect(open.getNextPublishSeqNo(), batch.size());
            for (Publication each : batch) {
                open.basicPublish(each.exchange(), each.routingKey(), true, each.properties(), each.body());
            }
            if (!open.waitForConfirms(confirmMillis)) {
                fault = new IOException("the broker refused a message, its queue may be full");
            }
        } catch (IOException | TimeoutException | ShutdownSignalException | IllegalStateException broken) {
            fault = broken;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            fault = stopping;
        }
        if (fault != null) {
            abort();
        }
        return mine == null
                ? new PublishOutcome(0, 0, fault)
                : new PublishOutcome(mine.confirmedPrefix(), mine.returned(), fault);
    }

    boolean isOpen() {
        Connection current = connection;
        return current != null && current.isOpen();
    }

    void abort() {
        Connection current = connection;
        if (current != null) {
            current.abort(1_000);
        }
    }

    private Channel open() throws IOException, TimeoutException {
        if (channel == null || !channel.isOpen()) {
            abort();
            Connection fresh = connections.newConnection(name);
            blocked = false;
            fresh.addBlockedListener(reason -> blocked = true, () -> blocked = false);
            connection = fresh;
            Confirms listener = new Confirms();
            Channel opened = fresh.createChannel();
            opened.confirmSelect();
            opened.addConfirmListener(listener);
            ReturnListener unwanted = (code, text, exchange, key, properties, body) -> {
                listener.returnedOne();
                unroutable(exchange, key, properties.getMessageId());
            };
            opened.addReturnListener(unwanted);
            confirms = listener;
            channel = opened;
            LOG.infof("Connected to the broker at %s:%d for publishing", connections.getHost(), connections.getPort());
        }
        if (blocked) {
            throw new IOException("the broker takes no messages until it has memory and disk space again");
        }
        return channel;
    }

    /** Counted always, logged at the 1st, 10th, 100th … of each routing key, so that a flood stays readable. */
    private void unroutable(String exchange, String key, String messageId) {
        metrics.counter("crm.outbox.unroutable", "key", key).increment();
        int count = unroutableByKey.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
        if (Integer.toString(count).matches("10*")) {
            LOG.warnf("No queue is bound to %s for %s: message %s is one of %d that nobody got",
                    exchange, key, messageId, count);
        }
    }
}
