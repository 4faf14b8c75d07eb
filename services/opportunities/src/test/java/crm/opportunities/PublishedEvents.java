package crm.opportunities;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** What this service publishes from now on, read from the exchange of the platform. */
public final class PublishedEvents implements AutoCloseable {

    private final Connection connection;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    public PublishedEvents() {
        Config config = ConfigProvider.getConfig();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(config.getValue("crm.test.rabbitmq.host", String.class));
        factory.setPort(config.getValue("crm.test.rabbitmq.port", Integer.class));
        factory.setUsername(config.getValue("crm.test.rabbitmq.user", String.class));
        factory.setPassword(config.getValue("crm.test.rabbitmq.password", String.class));
        factory.setVirtualHost(config.getValue("CRM_RABBITMQ_VHOST", String.class));
        try {
            connection = factory.newConnection("published events");
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "crm.events", "crm.opportunities.#");
            channel.basicConsume(queue, true, (tag, delivery) -> events.add(Given.json(delivery.getBody())), tag -> {});
        } catch (IOException | TimeoutException away) {
            throw new IllegalStateException(away);
        }
    }

    /** The events about one record, in the order of their arrival, once there are that many. */
    public List<JsonNode> about(String subject, int number) {
        await().until(() -> of(subject).size() >= number);
        return of(subject);
    }

    public List<JsonNode> of(String subject) {
        return events.stream().filter(event -> event.path("subject").asText().equals(subject)).toList();
    }

    public List<JsonNode> ofType(String type) {
        return events.stream().filter(event -> event.path("type").asText().equals(type)).toList();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
