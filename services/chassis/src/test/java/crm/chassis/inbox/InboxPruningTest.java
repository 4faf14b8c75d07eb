package crm.chassis.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MessagingProfile.class)
class InboxPruningTest {

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    InboxPruning pruning;

    @Test
    void events_older_than_a_month_are_forgotten_and_no_others() {
        notes.startAfresh(broker);
        notes.sql("insert into inbox (consumer, event_id, received_at)"
                + " select 'old', gen_random_uuid(), now() - interval '31 days' from generate_series(1, 12000)");
        notes.sql("insert into inbox (consumer, event_id, received_at)"
                + " select 'young', gen_random_uuid(), now() - interval '29 days' from generate_series(1, 10)");

        Notes.inContext(pruning::prune);

        assertEquals(0, notes.count("select count(*) from inbox where consumer = 'old'"));
        assertEquals(10, notes.count("select count(*) from inbox where consumer = 'young'"));
    }
}
