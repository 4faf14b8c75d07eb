package crm.chassis.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import crm.chassis.record.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue whose events are handled together with what arrived meanwhile. */
@QuarkusTest
@TestProfile(MessagingProfile.class)
class BatchTest {

    private static final String QUEUE = Notes.AUDIT_QUEUE;

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    NoteReader reader;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
    }

    @Test
    void what_arrives_while_a_batch_is_worked_on_is_one_transaction_in_the_order_of_arrival() {
        UUID subject = Ids.next();
        holdUp();
        LongStream.rangeClosed(1, 20).forEach(v -> broker.send(QUEUE, Ids.next(), subject, v, "{}", 1));

        await().until(() -> notes.effects(QUEUE, subject) == 20);
        assertEquals(1, notes.count("select count(distinct xmin::text) from test_effect where subject = $1", subject));
        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(),
                notes.rows("select version from test_effect where version <> 99 order by position").stream().map((Row row) -> row.getLong(0)).toList());
        awaitNothingLeft();
    }

    @Test
    void an_event_that_is_five_times_in_a_batch_has_one_effect() {
        UUID subject = Ids.next();
        holdUp();
        broker.send(QUEUE, Ids.next(), subject, 1, "{}", 5);

        await().until(() -> notes.effects(QUEUE, subject) == 1);
        awaitNothingLeft();
        assertEquals(1, notes.effects(QUEUE, subject));
    }

    @Test
    void a_poisoned_event_goes_to_the_dead_letters_and_the_others_of_its_batch_have_their_effect() {
        UUID subject = Ids.next();
        holdUp();
        LongStream.rangeClosed(1, 10).forEach(v -> broker.send(QUEUE, Ids.next(), subject, v, "{}", 1));
        UUID poison = broker.send(QUEUE, Ids.next(), Ids.next(), 1, "{\"mode\": \"poison\"}", 1);
        LongStream.rangeClosed(11, 20).forEach(v -> broker.send(QUEUE, Ids.next(), subject, v, "{}", 1));
        broker.send(QUEUE, "this is no JSON", 1);

        await().until(() -> notes.effects(QUEUE, subject) == 20 && broker.ready(QUEUE + ".dead") == 2);
        assertEquals(2, reader.attempts(poison), "together with the others, and alone");
        assertEquals(0, notes.count("select count(*) from inbox where event_id = $1", poison));
        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), versions(subject));
        awaitNothingLeft();
    }

    /** A batch that takes its time, so that what is sent now gathers behind it. */
    private void holdUp() {
        broker.send(QUEUE, Ids.next(), Ids.next(), 99, "{\"mode\": \"slow\"}", 1);
    }

    private List<Long> versions(UUID subject) {
        return notes.rows("select version from test_effect where subject = '" + subject + "' order by position").stream()
                .map((Row row) -> row.getLong(0)).toList();
    }

    private void awaitNothingLeft() {
        await().until(() -> broker.ready(QUEUE) == 0 && broker.ready(QUEUE + ".retry") == 0);
    }
}
