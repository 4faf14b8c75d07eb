package crm.e2e.reliability;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.local.rabbitmq.Management;
import crm.local.rabbitmq.RabbitServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A queue beside the others that gets a copy of every event of one type, and can send one again. It goes by itself once nobody
 * has used it for ten minutes.
 */
final class MessageTap {

    private final RabbitServer server;
    private final String type;
    private final String queue = "e2e." + UUID.randomUUID();

    private MessageTap(RabbitServer server, String type) {
        this.server = server;
        this.type = type;
    }

    static MessageTap on(RabbitServer server, String type) throws IOException, InterruptedException {
        MessageTap tap = new MessageTap(server, type);
        server.management().load(server.vhost(), """
                {"queues": [{"name": "%1$s", "durable": true, "auto_delete": false,
                             "arguments": {"x-queue-type": "classic", "x-expires": 600000}}],
                 "bindings": [{"source": "crm.events", "destination": "%1$s", "destination_type": "queue",
                               "routing_key": "%2$s", "arguments": {}}]}
                """.formatted(tap.queue, type));
        return tap;
    }

    /** The oldest message that was not asked for yet. */
    JsonNode next() {
        Map<String, Object> one = Map.of("count", 1, "ackmode", "ack_requeue_false", "encoding", "auto");
        return await("a message of type " + type).atMost(Duration.ofSeconds(60))
                .until(() -> server.management().post(path(server, queue) + "/get", one), messages -> !messages.isEmpty()).get(0);
    }

    /** Publishes it once more, the same to the last byte. */
    void publish(JsonNode message) throws IOException, InterruptedException {
        JsonNode done = server.management().post("/api/exchanges/" + Management.encoded(server.vhost()) + "/crm.events/publish",
                Map.of("properties", message.path("properties"), "routing_key", message.path("routing_key").asText(),
                        "payload", message.path("payload").asText(), "payload_encoding", message.path("payload_encoding").asText()));
        if (!done.path("routed").asBoolean()) {
            throw new IOException("The message went nowhere");
        }
    }

    /** Messages of a queue that wait or are being handled, as the broker's statistics know it some seconds late. */
    static long waiting(RabbitServer server, String queue) throws IOException, InterruptedException {
        return server.management().get(path(server, queue)).path("messages").asLong(-1);
    }

    private static String path(RabbitServer server, String queue) {
        return "/api/queues/" + Management.encoded(server.vhost()) + "/" + Management.encoded(queue);
    }
}
