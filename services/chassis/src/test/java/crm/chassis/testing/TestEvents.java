package crm.chassis.testing;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Publishes events of other services to the exchange of the platform, as CloudEvents 1.0. */
public final class TestEvents implements AutoCloseable {

    private static final int CONFIRM_MILLIS = 10_000;

    private final Connection connection;
    private final Channel channel;

    private TestEvents(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** Connects to the virtual host that {@link PlatformParts} made for this test. */
    public static TestEvents open() {
        try {
            return new TestEvents(connect("test events"));
        } catch (IOException | TimeoutException away) {
            throw new IllegalStateException(away);
        }
    }

    static Connection connect(String name) throws IOException, TimeoutException {
        Config config = ConfigProvider.getConfig();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(config.getValue("crm.test.rabbitmq.host", String.class));
        factory.setPort(config.getValue("crm.test.rabbitmq.port", Integer.class));
        factory.setUsername(config.getValue("crm.test.rabbitmq.user", String.class));
        factory.setPassword(config.getValue("crm.test.rabbitmq.password", String.class));
        factory.setVirtualHost(config.getValue("CRM_RABBITMQ_VHOST", String.class));
        return factory.newConnection(name);
    }

    /** An event with an id of its own, as JSON. */
    public static String event(String type, UUID subject, long version, String data) {
        return """
                {"specversion":"1.0","id":"%s","type":"%s","source":"/crm/test","subject":"%s","time":"2026-11-21T19:00:00Z",
                 "datacontenttype":"application/json","recordversion":%d,"actor":"ann","correlationid":"%s","data":%s}"""
                .formatted(UUID.randomUUID(), type, subject, version, UUID.randomUUID(), data);
    }

    /** An event that carries the state of a record. */
    public static String stateOf(String type, UUID subject, long version, String record) {
        return event(type, subject, version, "{\"record\":" + record + "}");
    }

    /** Publishes an event of this type and waits for the broker to confirm it. */
    public synchronized void publish(String type, String event) {
        try {
            channel.basicPublish("crm.events", type, true,
                    new BasicProperties.Builder().contentType("application/cloudevents+json").deliveryMode(2).build(),
                    event.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (IOException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
