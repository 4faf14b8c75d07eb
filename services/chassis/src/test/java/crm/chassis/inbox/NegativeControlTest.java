package crm.chassis.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.chassis.outbox.BrokerPublisher;
import crm.chassis.outbox.MessagingProfile;
import crm.chassis.outbox.Notes;
import crm.chassis.outbox.TestBroker;
import crm.chassis.record.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that the other tests would notice if inbox or outbox did nothing. */
@QuarkusTest
@TestProfile(NegativeControlTest.SwitchedOff.class)
class NegativeControlTest {

    /** A service as one would build it without this package. */
    public static class SwitchedOff extends MessagingProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("crm.inbox.enabled", "false");
            settings.put("crm.outbox.enabled", "false");
            return settings;
        }
    }

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    BrokerPublisher publisher;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
    }

    @Test
    void without_inbox_an_event_delivered_five_times_has_five_effects() {
        UUID subject = Ids.next();
        broker.send(Notes.QUEUE, Ids.next(), subject, 1, "{}", 5);

        await().until(() -> notes.effects(Notes.QUEUE, subject) == 5);
    }

    @Test
    void without_outbox_an_event_is_published_after_the_commit_and_lost_while_the_broker_is_away() {
        UUID heard = notes.write("{}");
        await().until(() -> notes.effects(Notes.QUEUE, heard) == 1);

        broker.wire().cut();
        UUID lost = notes.write("{}");
        // publishes one after the other, so what was lost has been tried by then
        publisher.publish(List.of()).await().atMost(Duration.ofMinutes(1));
        broker.wire().mend();
        await().until(() -> {
            notes.write("{}");
            return notes.effects(Notes.QUEUE) > 1;
        });
        assertEquals(0, notes.effects(Notes.QUEUE, lost));
        assertEquals(1, notes.count("select count(*) from test_note where id = $1", lost));
    }
}
