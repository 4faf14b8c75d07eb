package crm.chassis.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that happened to a record, before it has an envelope.
 *
 * @param type routing key and CloudEvents type, {@code crm.leads.lead-captured.v1}
 * @param subject identifier of the record
 * @param recordVersion version of the record that this event tells about
 * @param data the payload, as JSON text
 * @param actor login name of who did it; null for the actor of the event being handled or else the service itself
 * @param onBehalfOf login name of who it was done for, or null
 * @param correlationId what the whole exchange is about; null to take over that of the event being handled
 * @param causationId event that caused this one; null to take the event being handled
 * @param traceparent W3C trace context; null to take the current span
 * @param rebuild whether this tells a state again that is no news, so that copies can be built from nothing
 * @param bulk whether it may wait while events of people's doing are published, as those of an import do
 */
public record OutgoingEvent(
        String type,
        UUID subject,
        long recordVersion,
        String data,
        String actor,
        String onBehalfOf,
        String correlationId,
        UUID causationId,
        String traceparent,
        boolean rebuild,
        boolean bulk) {

    public OutgoingEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(data, "data");
    }

    /** @param data the payload as JSON text; it is not checked again */
    public static OutgoingEvent of(String type, UUID subject, long recordVersion, String data) {
        return new OutgoingEvent(type, subject, recordVersion, data, null, null, null, null, null, false, false);
    }

    public static OutgoingEvent of(String type, UUID subject, long recordVersion, JsonNode data) {
        return of(type, subject, recordVersion, data.toString());
    }

    public OutgoingEvent by(String newActor) {
        return new OutgoingEvent(
                type, subject, recordVersion, data, newActor, onBehalfOf, correlationId, causationId, traceparent, rebuild, bulk);
    }

    public OutgoingEvent onBehalfOf(String someone) {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, someone, correlationId, causationId, traceparent, rebuild, bulk);
    }

    public OutgoingEvent correlatedWith(String newCorrelationId) {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, onBehalfOf, newCorrelationId, causationId, traceparent, rebuild, bulk);
    }

    public OutgoingEvent causedBy(UUID eventId) {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, onBehalfOf, correlationId, eventId, traceparent, rebuild, bulk);
    }

    /** For work that runs outside any request, such as an import job: the trace it belongs to. */
    public OutgoingEvent tracedBy(String newTraceparent) {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, onBehalfOf, correlationId, causationId, newTraceparent, rebuild, bulk);
    }

    /** The same as a state that is told again, without a change; as such it is in no hurry. */
    public OutgoingEvent toldAgain() {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, onBehalfOf, correlationId, causationId, traceparent, true, true);
    }

    /** The same as one of very many, which nobody waits for. */
    public OutgoingEvent inBulk() {
        return new OutgoingEvent(
                type, subject, recordVersion, data, actor, onBehalfOf, correlationId, causationId, traceparent, rebuild, true);
    }
}
