package crm.chassis.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MessagingProfile.class)
class DatabaseOutageTest {

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Test
    void every_committed_note_has_one_effect_although_the_database_throws_everybody_out_again_and_again() {
        notes.startAfresh(broker);
        broker.wire().mend();
        AtomicInteger acknowledged = new AtomicInteger();
        for (int round = 0; round < 8; round++) {
            IntStream.range(0, 40).parallel().forEach(i -> {
                try {
                    notes.write("{}");
                    acknowledged.incrementAndGet();
                } catch (RuntimeException thrownOut) {
                    // The writer was told so, and nobody has heard of this note; the counts below include it if it was
                    // committed after all.
                }
            });
            throwEverybodyOut();
        }

        await().ignoreExceptions().until(() -> notes.waiting() == 0
                && notes.effects(Notes.QUEUE) == written() && notes.effects(Notes.AUDIT_QUEUE) == written());
        assertTrue(acknowledged.get() <= written(), "an acknowledged note is gone");
        assertEquals(2 * written(), notes.count("select count(distinct (consumer, subject)) from test_effect"));
        assertEquals(0, broker.ready(Notes.QUEUE + ".dead"));
    }

    private long written() {
        return notes.count("select count(*) from test_note");
    }

    private void throwEverybodyOut() {
        try {
            notes.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()");
        } catch (RuntimeException thrownOutMyself) {
            // as intended
        }
    }
}
