package crm.campaigns.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hears everything that is published in the virtual host of the test from now on. */
public final class PublishedEvents implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private PublishedEvents(Connection connection) throws IOException {
        this.connection = connection;
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "crm.events", "#");
        channel.basicConsume(queue, true, (tag, delivery) -> keep(delivery.getBody()), tag -> {});
    }

    /** Tests also publish what is no event; that is nothing to hear. */
    private void keep(byte[] message) {
        try {
            events.add(JSON.readTree(message));
        } catch (IOException noEvent) {
            // left out
        }
    }

    public static PublishedEvents hear() {
        Config config = ConfigProvider.getConfig();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(config.getValue("crm.test.rabbitmq.host", String.class));
        factory.setPort(config.getValue("crm.test.rabbitmq.port", Integer.class));
        factory.setUsername(config.getValue("crm.test.rabbitmq.user", String.class));
        factory.setPassword(config.getValue("crm.test.rabbitmq.password", String.class));
        factory.setVirtualHost(config.getValue("CRM_RABBITMQ_VHOST", String.class));
        try {
            return new PublishedEvents(factory.newConnection("published events"));
        } catch (IOException | TimeoutException away) {
            throw new IllegalStateException(away);
        }
    }

    /** Types of the events about a record, in the order in which they came, without the beginning that all share. */
    public List<String> typesAbout(UUID subject) {
        return about(subject).map(event -> event.path("type").asText().replace("crm.campaigns.", "")).toList();
    }

    /** The event of this type about a record, as soon as it is there. */
    public JsonNode await(UUID subject, String type) {
        return Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> about(subject).filter(event -> event.path("type").asText().equals(type)).findFirst().orElse(null),
                        event -> event != null);
    }

    private Stream<JsonNode> about(UUID subject) {
        return events.stream().filter(event -> event.path("subject").asText().equals(subject.toString()));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
