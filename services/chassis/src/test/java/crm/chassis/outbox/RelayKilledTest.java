package crm.chassis.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MessagingProfile.class)
class RelayKilledTest {

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void deletingFails() {
        notes.startAfresh(broker);
        broker.wire().mend();
        notes.sql("create or replace function no_delete() returns trigger language plpgsql as"
                + " $$ begin raise exception 'the relay was killed before it could delete'; end $$");
        notes.sql("create or replace trigger no_delete before delete on outbox execute function no_delete()");
    }

    @AfterEach
    void deletingWorks() {
        notes.sql("drop trigger if exists no_delete on outbox");
    }

    @Test
    void an_event_published_and_not_deleted_is_published_again_and_has_one_effect() {
        double duplicates = duplicates();
        UUID note = notes.write("{}");

        await().until(() -> notes.effects(Notes.QUEUE, note) == 1 && duplicates() - duplicates >= 2);
        assertEquals(1, notes.waiting());
        deletingWorks();

        await().until(() -> notes.waiting() == 0 && broker.ready(Notes.QUEUE) == 0);
        assertEquals(1, notes.effects(Notes.QUEUE, note));
        assertEquals(1, notes.effects(Notes.AUDIT_QUEUE, note));
    }

    private double duplicates() {
        return metrics.counter("crm.inbox.duplicates", "consumer", Notes.QUEUE).count();
    }
}
