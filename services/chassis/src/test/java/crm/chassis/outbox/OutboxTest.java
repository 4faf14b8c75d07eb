package crm.chassis.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.GetResponse;
import crm.chassis.record.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutboxTest.NobodyReads.class)
class OutboxTest {

    /** The queues keep what is published. */
    public static class NobodyReads extends MessagingProfile {
        @Override
        protected boolean hasReaders() {
            return false;
        }
    }

    @Inject
    Notes notes;

    @Inject
    Outbox outbox;

    @Inject
    TestBroker broker;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
    }

    @Test
    void a_committed_event_is_published_once_in_its_envelope() throws IOException {
        Instant before = Instant.now().minusMillis(1);
        UUID note = notes.write("{\"text\": \"Müller 😀\", \"amount\": 12345678901234.5678}");

        await().until(() -> broker.ready(Notes.QUEUE) == 1 && notes.waiting() == 0);
        GetResponse message = broker.take(Notes.QUEUE);
        JsonNode event = json.readTree(message.getBody());
        assertEquals(Notes.WRITTEN, message.getEnvelope().getRoutingKey());
        assertEquals("application/cloudevents+json", message.getProps().getContentType());
        assertEquals(2, message.getProps().getDeliveryMode());
        assertEquals(event.path("id").textValue(), message.getProps().getMessageId());
        assertEquals("1.0", event.path("specversion").textValue());
        assertEquals(7, UUID.fromString(event.path("id").textValue()).version());
        assertEquals(Notes.WRITTEN, event.path("type").textValue());
        assertEquals("/crm/chassis", event.path("source").textValue());
        assertEquals(note.toString(), event.path("subject").textValue());
        Instant time = Instant.parse(event.path("time").textValue());
        assertTrue(time.isAfter(before) && time.isBefore(Instant.now()));
        assertEquals("application/json", event.path("datacontenttype").textValue());
        assertEquals(1, event.path("recordversion").intValue());
        assertEquals("ann", event.path("actor").textValue());
        assertTrue(event.path("onbehalfof").isMissingNode());
        assertTrue(event.path("causationid").isMissingNode());
        assertEquals(event.path("id").textValue(), event.path("correlationid").textValue());
        assertEquals("Müller 😀", event.path("data").path("text").textValue());
        assertTrue(new String(message.getBody(), StandardCharsets.UTF_8).contains("12345678901234.5678"));
        assertNull(broker.take(Notes.QUEUE));
    }

    @Test
    void nothing_is_published_of_a_transaction_that_is_rolled_back() {
        IllegalStateException refusal = new IllegalStateException("after all, no");
        assertThrows(IllegalStateException.class, () -> Notes.inContext(() -> Panache.withTransaction(() -> outbox
                .add(OutgoingEvent.of(Notes.WRITTEN, Ids.next(), 1, "{}"))
                .chain(() -> Uni.createFrom().<Void>failure(refusal)))));

        UUID later = notes.write("{}");
        await().until(() -> broker.ready(Notes.QUEUE) == 1 && notes.waiting() == 0);
        assertTrue(new String(broker.take(Notes.QUEUE).getBody(), StandardCharsets.UTF_8).contains(later.toString()));
    }

    @Test
    void an_event_without_transaction_is_refused() {
        assertThrows(IllegalStateException.class, () -> Notes.inContext(() -> Panache.withSession(
                () -> outbox.add(OutgoingEvent.of(Notes.WRITTEN, Ids.next(), 1, "{}")))));
    }

    @Test
    void many_events_of_one_transaction_keep_their_order() {
        UUID subject = Ids.next();
        Notes.inContext(() -> Panache.withTransaction(() -> outbox.addAll(versions(subject, 1, 1_200))));

        assertPublishedInOrder(1_200);
    }

    @Test
    void a_batch_on_a_connection_of_the_pool_is_published_after_its_commit() {
        UUID subject = Ids.next();
        pool.withTransaction(connection -> outbox.addAll(connection, versions(subject, 1, 300))
                        .chain(() -> outbox.addAll(connection, versions(subject, 301, 600))))
                .await().atMost(Duration.ofSeconds(10));

        assertPublishedInOrder(600);
    }

    @Test
    void an_event_that_no_queue_wants_is_counted_and_stops_nothing() {
        Notes.inContext(() -> Panache.withTransaction(() -> outbox.addAll(List.of(
                OutgoingEvent.of("nobody.chassis.unheard-of.v1", Ids.next(), 1, "{}"),
                OutgoingEvent.of(Notes.WRITTEN, Ids.next(), 1, "{}")))));

        await().until(() -> broker.ready(Notes.QUEUE) == 1 && notes.waiting() == 0);
        assertEquals(1, metrics.get("crm.outbox.unroutable").tag("key", "nobody.chassis.unheard-of.v1").counter().count());
    }

    @Test
    void an_event_of_a_persons_doing_passes_bulk_work_but_none_of_the_same_record() throws IOException {
        UUID imported = Ids.next();
        UUID edited = Ids.next();
        List<OutgoingEvent> events = new ArrayList<>();
        IntStream.range(0, 250).forEach(i -> events.add(OutgoingEvent.of(Notes.WRITTEN, Ids.next(), 1, "{}").inBulk()));
        events.add(OutgoingEvent.of(Notes.WRITTEN, imported, 1, "{}").inBulk());
        events.add(OutgoingEvent.of(Notes.WRITTEN, imported, 2, "{}"));
        events.add(OutgoingEvent.of(Notes.WRITTEN, edited, 1, "{}"));
        Notes.inContext(() -> Panache.withTransaction(() -> outbox.addAll(events)));

        await().until(() -> broker.ready(Notes.QUEUE) == events.size() && notes.waiting() == 0);
        List<String> subjects = new ArrayList<>();
        List<Integer> versionsOfImported = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = json.readTree(broker.take(Notes.QUEUE).getBody());
            subjects.add(event.path("subject").textValue());
            if (event.path("subject").textValue().equals(imported.toString())) {
                versionsOfImported.add(event.path("recordversion").intValue());
            }
        }
        assertEquals(edited.toString(), subjects.get(0));
        assertEquals(List.of(1, 2), versionsOfImported);
    }

    private void assertPublishedInOrder(int count) {
        await().until(() -> broker.ready(Notes.QUEUE) == count && notes.waiting() == 0);
        IntStream.rangeClosed(1, count).forEach(version -> assertEquals(version, version(broker.take(Notes.QUEUE))));
    }

    private int version(GetResponse message) {
        try {
            return json.readTree(message.getBody()).path("recordversion").intValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<OutgoingEvent> versions(UUID subject, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(version -> OutgoingEvent.of(Notes.WRITTEN, subject, version, "{}"))
                .toList();
    }
}
