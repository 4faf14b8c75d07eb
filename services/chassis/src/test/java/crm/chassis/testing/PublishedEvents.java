package crm.chassis.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hears what the service of this test publishes from now on, in the order in which it comes. A subject is the id of a record, as UUID or as text. */
public final class PublishedEvents implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Connection connection;
    private final String prefix;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private PublishedEvents(Connection connection, String service) throws IOException {
        this.connection = connection;
        this.prefix = "crm." + service + ".";
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "crm.events", prefix + "#");
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
        try {
            return new PublishedEvents(TestEvents.connect("published events"), ConfigProvider.getConfig().getValue("crm.test.service", String.class));
        } catch (IOException | TimeoutException away) {
            throw new IllegalStateException(away);
        }
    }

    /** Types of the events about a record so far, without the beginning that all share. */
    public List<String> typesAbout(Object subject) {
        return about(subject).stream().map(event -> event.path("type").asText().substring(prefix.length())).toList();
    }

    /** The first event of this type about a record, as soon as it is there. */
    public JsonNode await(Object subject, String type) {
        return Awaitility.await().atMost(PATIENCE).until(() -> of(subject, type).stream().findFirst().orElse(null), event -> event != null);
    }

    /** The events about a record, as soon as there are that many. */
    public List<JsonNode> await(Object subject, int number) {
        return Awaitility.await().atMost(PATIENCE).until(() -> about(subject), all -> all.size() >= number);
    }

    /** All events about a record so far. */
    public List<JsonNode> about(Object subject) {
        return events.stream().filter(event -> event.path("subject").asText().equals(subject.toString())).toList();
    }

    /** All events of this type about a record so far. */
    public List<JsonNode> of(Object subject, String type) {
        return about(subject).stream().filter(event -> event.path("type").asText().equals(type)).toList();
    }

    /** All events of this type so far. */
    public List<JsonNode> ofType(String type) {
        return events.stream().filter(event -> event.path("type").asText().equals(type)).toList();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
