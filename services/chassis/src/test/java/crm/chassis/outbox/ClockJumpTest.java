package crm.chassis.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import crm.chassis.sweep.Sweep;
import crm.chassis.testing.JumpingClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of a service is set a year ahead, two years back and ahead again, as a machine's may be that wakes up or asks the time anew. */
@QuarkusTest
@TestProfile(OutboxTest.NobodyReads.class)
class ClockJumpTest {

    private static final List<Duration> JUMPS = List.of(Duration.ZERO, Duration.ofDays(365), Duration.ofDays(-730), Duration.ofDays(365), Duration.ofSeconds(-1));
    private static final int TIMERS = 20;

    @Inject
    Notes notes;

    @Inject
    OutboxRelay relay;

    @Inject
    BrokerPublisher publisher;

    @Inject
    Sweep sweep;

    @Inject
    TestBroker broker;

    @Inject
    ObjectMapper json;

    private final JumpingClock clock = new JumpingClock();
    private Outbox outbox;

    @BeforeEach
    void startAfresh() {
        notes.startAfresh(broker);
        broker.wire().mend();
        outbox = new Outbox(new Envelopes("chassis", clock), relay, publisher, true);
    }

    @Test
    void every_event_is_published_once_and_in_order_however_the_clock_jumps() throws Exception {
        UUID subject = Ids.next();
        List<String> times = new ArrayList<>();
        for (int version = 1; version <= JUMPS.size(); version++) {
            clock.jump(JUMPS.get(version - 1));
            times.add(clock.instant().toString());
            tell(subject, version);
        }

        await().until(() -> broker.ready(Notes.QUEUE) == JUMPS.size() && notes.waiting() == 0);
        List<JsonNode> events = published();
        assertEquals(IntStream.rangeClosed(1, JUMPS.size()).boxed().toList(), events.stream().map(event -> event.path("recordversion").intValue()).toList());
        assertEquals(times, events.stream().map(event -> event.path("time").textValue()).toList());
        List<String> ids = events.stream().map(event -> event.path("id").textValue()).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void every_timer_strikes_once_however_the_clock_jumps() throws Exception {
        notes.sql("create table if not exists test_timer (id uuid primary key, due_at timestamptz not null, struck int not null default 0)");
        notes.sql("truncate test_timer");
        Instant start = clock.instant();
        for (int i = 0; i < TIMERS; i++) {
            notes.sql("insert into test_timer (id, due_at) values ('" + Ids.next() + "', '" + start.plus(Duration.ofDays(i * 30L - 300)) + "')");
        }
        for (Duration jump : JUMPS) {
            clock.jump(jump);
            // two instances look at once
            IntStream.range(0, 2).parallel().forEach(instance -> Notes.inContext(() -> sweep.each("strike",
                    "select id from test_timer where due_at <= $1 and struck = 0", "due_at", clock.instant(), this::strike)));
        }

        await().until(() -> broker.ready(Notes.QUEUE) == TIMERS && notes.waiting() == 0);
        assertEquals(TIMERS, new HashSet<>(published().stream().map(event -> event.path("subject").textValue()).toList()).size());
        assertEquals(TIMERS, notes.count("select count(*) from test_timer where struck = 1"));
    }

    private Uni<Void> strike(UUID timer) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "update test_timer set struck = struck + 1 where id = $1", timer))
                .chain(() -> outbox.add(OutgoingEvent.of(Notes.WRITTEN, timer, 1, "{}")));
    }

    private void tell(UUID subject, long version) {
        Notes.inContext(() -> Panache.withTransaction(() -> outbox.add(OutgoingEvent.of(Notes.WRITTEN, subject, version, "{}"))));
    }

    private List<JsonNode> published() throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (var message = broker.take(Notes.QUEUE); message != null; message = broker.take(Notes.QUEUE)) {
            events.add(json.readTree(message.getBody()));
        }
        return events;
    }
}
