package crm.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * What travels on the exchange {@code crm.events}: a CloudEvents 1.0 event in the structured JSON format
 * (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>,
 * <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>), with
 * extensions of our own.
 *
 * <p>Guarantees. Delivery is at least once: a consumer remembers {@code id} and ignores what it has done already.
 * Events of one {@code subject} are published in the order of their {@code recordversion}; after a retry an older one
 * may still come later, so a consumer that keeps a state ignores a {@code recordversion} lower than the one it knows.
 * There is no order between subjects. An event is published only after the change that it tells of was committed.
 *
 * <p>Unknown attributes are ignored when reading, and attributes without a value are left out when writing.
 *
 * @param specversion     always {@value #SPEC_VERSION}
 * @param id              UUIDv7 of this event (RFC 9562), unique in the whole platform and the same on every redelivery
 * @param type            for example {@code crm.leads.lead-converted.v1}; also the routing key
 * @param source          the service that owns the record, as an absolute path: {@code /crm/leads}
 * @param subject         id of the record that the event is about
 * @param time            when the change was made, UTC, RFC 3339; not when it was published
 * @param datacontenttype always {@value #DATA_CONTENT_TYPE}
 * @param recordversion   extension: version of the record after the change, from 1; several events of one change share
 *                        it
 * @param actor           extension: login name of who made the change; the name of the service for work that nobody
 *                        asked for
 * @param onbehalfof      extension: login name for whom the actor acted; absent when the actor acted for itself
 * @param correlationid   extension: the same for everything that follows from one request
 * @param causationid     extension: id of the event whose handling caused this one; absent when a request caused it
 * @param traceparent     extension: W3C Trace Context of the request, see the CloudEvents extension "Distributed
 *                        Tracing"
 * @param rebuild         extension: {@code true} where a state is told again so that copies can be built from nothing;
 *                        nothing has changed, and who acts on changes leaves the event out. Absent otherwise
 * @param data            the payload; its schema is {@code schemas/<type>.json}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"specversion", "id", "type", "source", "subject", "time", "datacontenttype", "recordversion",
    "actor", "onbehalfof", "correlationid", "causationid", "traceparent", "rebuild", "data"})
public record EventEnvelope(
    String specversion,
    UUID id,
    String type,
    URI source,
    String subject,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant time,
    String datacontenttype,
    long recordversion,
    String actor,
    String onbehalfof,
    String correlationid,
    UUID causationid,
    String traceparent,
    Boolean rebuild,
    JsonNode data) {

    public static final String SPEC_VERSION = "1.0";
    public static final String DATA_CONTENT_TYPE = "application/json";

    /** Media type of a message on the broker: one event in the structured JSON format. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";
}
