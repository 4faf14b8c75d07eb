package crm.chassis.inbox;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MessagingProfile.class)
class BrokerOutageTest {

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    NoteReader reader;

    @Inject
    ConsumerChannels channels;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
    }

    @Test
    void what_is_written_while_the_broker_is_away_arrives_once_when_it_is_back() {
        UUID before = notes.write("{}");
        await().until(() -> notes.effects(Notes.AUDIT_QUEUE, before) == 1);

        broker.wire().cut();
        IntStream.range(0, 50).forEach(i -> notes.write("{}"));
        given().get("/q/health").then().statusCode(200);
        assertEquals(50, notes.waiting());
        broker.wire().mend();

        awaitEachOnce(51);
    }

    @Test
    void connections_that_break_again_and_again_lose_and_double_nothing() {
        Set<UUID> written = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 8; round++) {
            IntStream.range(0, 60).parallel().forEach(i -> written.add(notes.write("{}")));
            broker.wire().drop();
        }

        assertEquals(480, written.size());
        awaitEachOnce(480);
    }

    @Test
    void a_message_of_a_lost_connection_is_not_acknowledged_on_the_next_one() {
        UUID note = notes.write("{\"mode\": \"slow\"}");
        await().until(() -> reader.busy());
        int lost = channels.current(Notes.QUEUE);
        double duplicates = duplicates();
        broker.wire().drop();

        await().until(() -> duplicates() - duplicates == 1 && broker.ready(Notes.QUEUE) == 0);
        assertEquals(1, notes.effects(Notes.QUEUE, note));
        UUID later = notes.write("{}");
        await().until(() -> notes.effects(Notes.QUEUE, later) == 1);
        // A wrong acknowledgement is an error of the protocol, at which the broker closes the channel.
        assertEquals(lost + 1, channels.current(Notes.QUEUE));
    }

    private double duplicates() {
        return metrics.counter("crm.inbox.duplicates", "consumer", Notes.QUEUE).count();
    }

    private void awaitEachOnce(int count) {
        await().until(() -> notes.waiting() == 0
                && notes.effects(Notes.QUEUE) >= count && notes.effects(Notes.AUDIT_QUEUE) >= count);
        await().until(() -> broker.ready(Notes.QUEUE) == 0 && broker.ready(Notes.AUDIT_QUEUE) == 0);
        assertEquals(2L * count, notes.count("select count(*) from test_effect"));
        assertEquals(2L * count, notes.count("select count(distinct (consumer, event_id)) from test_effect"));
        assertEquals(count, notes.count("select count(*) from test_note"));
    }
}
