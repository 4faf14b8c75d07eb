package crm.gateway.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import crm.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** Reads {@code gateway.stream}, on threads of its own, and connects again for as long as it takes. */
@ApplicationScoped
public class Broker {

    static final String QUEUE = "gateway.stream";
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int AHEAD = 200;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final GatewayConfig.Broker config;
    private final Changes changes;
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stream-connector");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Reading reading;

    public Broker(GatewayConfig config, Changes changes) {
        this.config = config.broker();
        this.changes = changes;
    }

    void start(@Observes StartupEvent event) {
        if (config.host().isPresent()) {
            connector.scheduleWithFixedDelay(this::connect, 0, config.pause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        connector.shutdownNow();
        close(reading);
    }

    boolean isThere() {
        Reading now = reading;
        return now != null && now.isOpen();
    }

    private void connect() {
        if (isThere()) {
            tellTheRest();
            return;
        }
        close(reading);
        Connection connection = null;
        try {
            connection = factory().newConnection("gateway");
            Channel opened = connection.createChannel();
            opened.basicQos(AHEAD);
            long newest = changes.newest();
            Object from = newest < 0 ? "first" : newest + 1;
            Reading next = new Reading(opened);
            opened.basicConsume(QUEUE, false, Map.of("x-stream-offset", from),
                    (tag, delivery) -> take(next, delivery), tag -> close(next));
            reading = next;
        } catch (IOException | TimeoutException | RuntimeException away) {
            LOG.warnf("The stream of changes cannot be read: %s", away.toString());
            if (connection != null) {
                connection.abort(TIMEOUT_MILLIS);
            }
        }
    }

    private void tellTheRest() {
        try {
            reading.tell();
        } catch (IOException | RuntimeException away) {
            LOG.debugf("The broker could not be told: %s", away.toString());
        }
    }

    private void take(Reading from, Delivery delivery) throws IOException {
        long offset = ((Number) delivery.getProperties().getHeaders().get("x-stream-offset")).longValue();
        try {
            changes.add(Change.of(offset, delivery.getBody()));
        } catch (RuntimeException unreadable) {
            changes.skip(offset);
            LOG.warnf("Event %d of the stream is not understood: %s", offset, unreadable.getClass().getSimpleName());
        }
        from.took(delivery.getEnvelope().getDeliveryTag());
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(config.host().orElseThrow());
        factory.setPort(config.port());
        factory.setUsername(config.user());
        factory.setPassword(config.password().orElse(""));
        factory.setVirtualHost(config.vhost());
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setAutomaticRecoveryEnabled(false);
        if (config.tls()) {
            try {
                factory.useSslProtocol(SSLContext.getDefault());
            } catch (NoSuchAlgorithmException noTls) {
                throw new IllegalStateException("TLS is asked for and this Java has none", noTls);
            }
            factory.enableHostnameVerification();
        }
        return factory;
    }

    private static void close(Reading reading) {
        if (reading != null) {
            reading.channel().getConnection().abort(TIMEOUT_MILLIS);
        }
    }
}
