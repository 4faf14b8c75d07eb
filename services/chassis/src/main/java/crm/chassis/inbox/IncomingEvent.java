package crm.chassis.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.outbox.EventContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of another service, out of its envelope. Attributes that the envelope leaves out are null.
 *
 * @param rebuild whether it tells a state again for copies that are built anew; nothing has changed
 */
public record IncomingEvent(
        UUID id,
        String type,
        String source,
        UUID subject,
        Instant time,
        long recordVersion,
        String actor,
        String onBehalfOf,
        String correlationId,
        UUID causationId,
        String traceparent,
        boolean rebuild,
        JsonNode data,
        ObjectMapper json) {

    /**
     * Reads a CloudEvents 1.0 event in the structured JSON format.
     *
     * @throws PoisonMessage when it is none
     */
    public static IncomingEvent read(byte[] message, ObjectMapper json) {
        try {
            JsonNode envelope = json.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(message);
            if (envelope == null || !"1.0".equals(text(envelope, "specversion"))) {
                throw new PoisonMessage("not a CloudEvents 1.0 envelope");
            }
            return new IncomingEvent(
                    UUID.fromString(required(envelope, "id")),
                    required(envelope, "type"),
                    required(envelope, "source"),
                    UUID.fromString(required(envelope, "subject")),
                    Instant.parse(required(envelope, "time")),
                    envelope.path("recordversion").asLong(),
                    text(envelope, "actor"),
                    text(envelope, "onbehalfof"),
                    text(envelope, "correlationid"),
                    envelope.hasNonNull("causationid") ? UUID.fromString(text(envelope, "causationid")) : null,
                    text(envelope, "traceparent"),
                    envelope.path("rebuild").asBoolean(),
                    envelope.path("data"),
                    json);
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            throw new PoisonMessage("an unreadable envelope", unreadable);
        }
    }

    /**
     * The payload as the given type; fields it does not know are ignored, since a newer publisher may send more.
     *
     * @throws PoisonMessage when the payload does not fit
     */
    public <T> T data(Class<T> payload) {
        if (!data.isObject()) {
            throw new PoisonMessage(type + " without data");
        }
        try {
            return json.readerFor(payload)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(data);
        } catch (IOException unreadable) {
            throw new PoisonMessage("unreadable data of " + type, unreadable);
        }
    }

    /** Makes this event the cause of all that is told from now on, for handlers that work on several events. */
    public void becomeTheCause() {
        EventContext.enter(context());
    }

    /** What events emitted while handling this one belong to. */
    EventContext context() {
        return new EventContext(id, correlationId, onBehalfOf == null ? actor : onBehalfOf, traceparent);
    }

    private static String required(JsonNode envelope, String name) {
        String value = text(envelope, name);
        if (value == null) {
            throw new PoisonMessage("an envelope without " + name);
        }
        return value;
    }

    private static String text(JsonNode envelope, String name) {
        JsonNode value = envelope.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
