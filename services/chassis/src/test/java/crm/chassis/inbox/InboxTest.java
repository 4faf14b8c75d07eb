package crm.chassis.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.GetResponse;
import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import crm.chassis.outbox.TraceCollector;
import crm.chassis.record.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MessagingProfile.class)
class InboxTest {

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    NoteReader reader;

    @Inject
    TraceCollector traces;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
    }

    @Test
    void an_event_delivered_five_times_has_one_effect() {
        double duplicates = count("duplicates");
        UUID subject = Ids.next();
        broker.send(Notes.QUEUE, Ids.next(), subject, 1, "{}", 5);

        await().until(() -> count("duplicates") - duplicates == 4);
        assertEquals(1, notes.effects(Notes.QUEUE, subject));
        assertEquals(1, notes.count("select count(*) from inbox"));
        awaitNothingLeft();
    }

    @Test
    void each_consumer_gets_every_event_once() {
        UUID note = notes.write("{}");

        await().until(() -> notes.effects(Notes.QUEUE, note) == 1 && notes.effects(Notes.AUDIT_QUEUE, note) == 1);
        assertEquals(2, notes.count("select count(*) from test_effect"));
    }

    @Test
    void poison_goes_to_the_dead_letters_at_once_while_others_flow() {
        UUID poison = broker.send(Notes.QUEUE, Ids.next(), Ids.next(), 1, "{\"mode\": \"poison\"}", 1);
        broker.send(Notes.QUEUE, "this is no JSON", 1);
        broker.send(Notes.QUEUE, "{\"specversion\": \"1.0\", \"id\": \"not an id\"}", 1);
        IntStream.range(0, 20).forEach(i -> broker.send(Notes.QUEUE, Ids.next(), Ids.next(), 1, "{}", 1));

        await().until(() -> broker.ready(Notes.QUEUE + ".dead") == 3 && notes.effects(Notes.QUEUE) == 20);
        assertEquals(1, reader.attempts(poison));
        assertEquals(20, notes.count("select count(*) from inbox"));
        assertEquals("rejected", broker.take(Notes.QUEUE + ".dead").getProps().getHeaders().get("x-first-death-reason").toString());
        awaitNothingLeft();
    }

    @Test
    void a_transient_fault_is_tried_again_after_the_delay_until_it_is_over() {
        UUID subject = Ids.next();
        UUID event = broker.send(Notes.QUEUE, Ids.next(), subject, 1, "{\"mode\": \"fails-twice\"}", 1);

        await().until(() -> notes.effects(Notes.QUEUE, subject) == 1);
        assertEquals(3, reader.attempts(event));
        awaitNothingLeft();
        assertEquals(0, broker.ready(Notes.QUEUE + ".dead"));
    }

    @Test
    void a_fault_that_stays_ends_in_the_dead_letters_after_the_stated_attempts_without_effect() {
        UUID event = broker.send(Notes.QUEUE, Ids.next(), Ids.next(), 1, "{\"mode\": \"fails\"}", 1);

        await().until(() -> broker.ready(Notes.QUEUE + ".dead") == 1);
        assertEquals(3, reader.attempts(event));
        assertEquals(0, notes.effects(Notes.QUEUE));
        assertEquals(0, notes.count("select count(*) from inbox"));
        GetResponse dead = broker.take(Notes.QUEUE + ".dead");
        assertEquals(3, dead.getProps().getHeaders().get("x-crm-attempt"));
        assertEquals("java.lang.IllegalStateException", dead.getProps().getHeaders().get("x-crm-fault").toString());
    }

    @Test
    void what_a_handler_emits_names_its_cause_and_stays_in_the_exchange_and_the_trace() {
        String trace = Ids.next().toString().replace("-", "");
        String traceparent = "00-" + trace + "-00f067aa0ba902b7-01";
        UUID id = Ids.next();
        UUID subject = Ids.next();
        broker.send(Notes.QUEUE, """
                {"specversion": "1.0", "id": "%s", "type": "%s", "source": "/crm/chassis", "subject": "%s",
                 "time": "2026-11-21T19:00:00Z", "recordversion": 1, "actor": "ann", "correlationid": "exchange-7",
                 "traceparent": "%s", "data": {"mode": "answer"}}"""
                .formatted(id, Notes.WRITTEN, subject, traceparent), Map.of("traceparent", traceparent), 1);

        await().until(() -> broker.ready("governance.audit") > 0);
        String answer = new String(broker.take("governance.audit").getBody(), StandardCharsets.UTF_8);
        assertTrue(answer.contains("\"causationid\":\"" + id + "\""), answer);
        assertTrue(answer.contains("\"correlationid\":\"exchange-7\""), answer);
        assertTrue(answer.contains("\"onbehalfof\":\"ann\""), answer);
        assertTrue(answer.contains("\"actor\":\"chassis\""), answer);
        assertTrue(answer.contains("\"traceparent\":\"00-" + trace + "-"), answer);
        await("its spans at the collector").until(() -> traces.knows(trace));
    }

    @Test
    void events_of_one_record_are_handled_in_the_order_they_came() {
        UUID subject = Ids.next();
        LongStream.rangeClosed(1, 100).forEach(v -> broker.send(Notes.QUEUE, Ids.next(), subject, v, "{}", 1));

        await().until(() -> notes.effects(Notes.QUEUE, subject) == 100);
        List<Long> versions = notes.rows("select version from test_effect order by position").stream()
                .map((Row row) -> row.getLong(0)).toList();
        assertEquals(LongStream.rangeClosed(1, 100).boxed().toList(), versions);
    }

    @Test
    void an_older_state_that_arrives_late_does_not_replace_a_newer_one() {
        UUID subject = Ids.next();
        for (long version : new long[] {1, 3, 2, 3, 4}) {
            broker.send(Notes.QUEUE, Ids.next(), subject, version, "{\"replica\": true}", 1);
        }

        await().until(() -> notes.count("select count(*) from inbox") == 5);
        assertEquals(List.of(1L, 3L, 4L), notes.rows("select version from test_effect order by position").stream()
                .map((Row row) -> row.getLong(0)).toList());
        assertEquals(4, notes.count("select version from record_version where subject = $1", subject));
    }

    private double count(String what) {
        return metrics.counter("crm.inbox." + what, "consumer", Notes.QUEUE).count();
    }

    private void awaitNothingLeft() {
        await().until(() -> broker.ready(Notes.QUEUE) == 0 && broker.ready(Notes.QUEUE + ".retry") == 0);
    }
}
