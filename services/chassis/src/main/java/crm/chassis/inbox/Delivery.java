package crm.chassis.inbox;

import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQRejectMetadata;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * One message as it was handed over by the broker.
 *
 * @param queue where it was taken from
 * @param channel number of the AMQP channel it came on
 * @param message what the connector made of it
 */
record Delivery(String queue, int channel, Message<byte[]> message) {

    /** How often this message has been handed to a handler, the present one included. */
    static final String ATTEMPT = "x-crm-attempt";

    /** Type of the fault that the last attempt ended with; never its text, which may hold personal data. */
    static final String FAULT = "x-crm-fault";

    int attempt() {
        return headers().get(ATTEMPT) instanceof Number number ? number.intValue() : 1;
    }

    /** Headers for the next attempt, without what the broker noted on the way. */
    Map<String, Object> nextHeaders(Throwable fault) {
        Map<String, Object> next = new HashMap<>(headers());
        next.keySet().removeIf(name -> name.startsWith("x-") && !name.startsWith("x-crm-"));
        next.put(ATTEMPT, attempt() + 1);
        next.put(FAULT, fault.getClass().getName());
        return next;
    }

    /** The number of this message on its channel; 0 where the connector does not say. */
    long tag() {
        return message instanceof IncomingRabbitMQMessage<?> delivered ? delivered.getRabbitMQMessage().envelope().getDeliveryTag() : 0;
    }

    Uni<Void> ack() {
        return Uni.createFrom().completionStage(message::ack);
    }

    /** To the dead-letter queue. */
    Uni<Void> reject(Throwable reason) {
        return Uni.createFrom().completionStage(() -> message.nack(reason));
    }

    /** Back to the head of its queue. */
    Uni<Void> requeue(Throwable reason) {
        return Uni.createFrom()
                .completionStage(() -> message.nack(reason, Metadata.of(new RabbitMQRejectMetadata(true))));
    }

    private Map<String, Object> headers() {
        return message.getMetadata(IncomingRabbitMQMetadata.class)
                .map(IncomingRabbitMQMetadata::getHeaders)
                .orElse(Map.of());
    }
}
