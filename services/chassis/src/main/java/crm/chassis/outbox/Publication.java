package crm.chassis.outbox;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A message as the broker gets it.
 *
 * @param exchange where it is published
 * @param routingKey what the exchange routes it by
 * @param properties AMQP properties, with persistent delivery
 * @param body the message itself
 */
public record Publication(String exchange, String routingKey, BasicProperties properties, byte[] body) {

    public static final String EVENTS = "crm.events";
    public static final String RETRY = "crm.retry";

    private static final int PERSISTENT = 2;

    static Publication event(UUID id, String type, String traceparent, String envelope) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(id.toString())
                .type(type)
                .headers(traceparent == null ? null : Map.of("traceparent", traceparent))
                .build();
        return new Publication(EVENTS, type, properties, envelope.getBytes(StandardCharsets.UTF_8));
    }

    /** A message that shall come back to the queue it was taken from after the delay of that queue's retry queue. */
    public static Publication retry(String queue, String messageId, Map<String, Object> headers, byte[] body) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(messageId)
                .headers(headers)
                .build();
        return new Publication(RETRY, queue, properties, body);
    }
}
