package crm.chassis.outbox;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import crm.chassis.testing.FaultProxy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker as the test sees it, past the wire that it cuts for the service. */
@ApplicationScoped
public class TestBroker {

    private final Connection connection;
    private final Channel channel;
    private final FaultProxy wire;

    TestBroker(
            @ConfigProperty(name = "crm.test.rabbitmq.host") String host,
            @ConfigProperty(name = "crm.test.rabbitmq.port") int port,
            @ConfigProperty(name = "crm.test.rabbitmq.user") String user,
            @ConfigProperty(name = "crm.test.rabbitmq.password") String password,
            @ConfigProperty(name = "rabbitmq-virtual-host") String virtualHost,
            @ConfigProperty(name = "rabbitmq-port") int wirePort)
            throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(virtualHost);
        connection = factory.newConnection("test");
        channel = connection.createChannel();
        channel.confirmSelect();
        wire = new FaultProxy(wirePort, host, port);
    }

    @PreDestroy
    void close() throws IOException {
        wire.close();
        connection.close();
    }

    /** The service's wire to the broker. */
    public FaultProxy wire() {
        return wire;
    }

    synchronized void purge(String... queues) {
        attempt(() -> {
            for (String queue : queues) {
                for (String each : new String[] {queue, queue + ".retry", queue + ".dead"}) {
                    channel.queuePurge(each);
                }
            }
            return null;
        });
    }

    /** Messages that wait for a consumer. */
    public synchronized long ready(String queue) {
        return attempt(() -> channel.messageCount(queue));
    }

    /** Takes a message out of a queue; null where there is none. */
    public synchronized GetResponse take(String queue) {
        return attempt(() -> channel.basicGet(queue, true));
    }

    /** An envelope around the data, put into the queue as often as told. */
    public UUID send(String queue, UUID id, UUID subject, long version, String data, int times) {
        send(queue, """
                {"specversion": "1.0", "id": "%s", "type": "%s", "source": "/crm/chassis", "subject": "%s",
                 "time": "2026-11-21T19:00:00Z", "datacontenttype": "application/json", "recordversion": %d,
                 "actor": "ann", "correlationid": "exchange-1", "data": %s}"""
                .formatted(id, Notes.WRITTEN, subject, version, data), times);
        return id;
    }

    public void send(String queue, String body, int times) {
        send(queue, body, Map.of(), times);
    }

    public synchronized void send(String queue, String body, Map<String, Object> headers, int times) {
        attempt(() -> {
            for (int i = 0; i < times; i++) {
                channel.basicPublish("", queue, new BasicProperties.Builder().deliveryMode(2).headers(headers).build(),
                        body.getBytes(StandardCharsets.UTF_8));
            }
            return channel.waitForConfirms(10_000);
        });
    }

    private interface Action<T> {
        T run() throws IOException, InterruptedException, TimeoutException;
    }

    private static <T> T attempt(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
