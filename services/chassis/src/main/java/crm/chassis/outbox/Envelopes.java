package crm.chassis.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.record.Ids;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts an event into its envelope: CloudEvents 1.0, structured JSON, with the extension attributes of the platform. */
@ApplicationScoped
class Envelopes {

    private static final JsonFactory JSON = new JsonFactory();

    private final String service;
    private final Clock clock;

    Envelopes(@ConfigProperty(name = "crm.service") String service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    OutboxEntry seal(OutgoingEvent event) {
        EventContext context = EventContext.current().orElse(EventContext.NONE);
        UUID id = Ids.next();
        String traceparent = firstOf(event.traceparent(), currentTrace(), context.traceparent());
        StringWriter text = new StringWriter(event.data().length() + 640);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", id.toString());
            json.writeStringField("type", event.type());
            json.writeStringField("source", "/crm/" + service);
            json.writeStringField("subject", event.subject().toString());
            json.writeStringField("time", clock.instant().toString());
            json.writeStringField("datacontenttype", "application/json");
            json.writeNumberField("recordversion", event.recordVersion());
            json.writeStringField("actor", firstOf(event.actor(), service));
            write(json, "onbehalfof", firstOf(event.onBehalfOf(), event.actor() == null ? context.onBehalfOf() : null));
            write(json, "correlationid", firstOf(event.correlationId(), context.correlationId(), trace(traceparent, id)));
            write(json, "causationid", firstOf(text(event.causationId()), text(context.causationId())));
            write(json, "traceparent", traceparent);
            if (event.rebuild()) {
                json.writeBooleanField("rebuild", true);
            }
            json.writeFieldName("data");
            json.writeRawValue(event.data());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new OutboxEntry(id, event.subject(), event.bulk(), event.type(), traceparent, text.toString());
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** What nothing else correlates belongs to its trace or, untraced, starts an exchange of its own. */
    private static String trace(String traceparent, UUID id) {
        return traceparent == null ? id.toString() : traceparent.substring(3, 35);
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static String currentTrace() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
                : null;
    }
}
