package crm.chassis.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.record.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutboxTest.NobodyReads.class)
class TwoRelaysTest {

    private static final int RECORDS = 20;
    private static final int VERSIONS = 100;

    @Inject
    Notes notes;

    @Inject
    Outbox outbox;

    @Inject
    OutboxRelay relay;

    @Inject
    TestBroker broker;

    @Inject
    BrokerAddress address;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    ObjectMapper json;

    @Test
    void two_instances_keep_the_order_of_each_record_and_double_nothing() throws IOException {
        notes.startAfresh(broker);
        broker.wire().mend();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        BrokerChannel channel = new BrokerChannel(address, "second", 10, metrics);
        BrokerPublisher publisher = new BrokerPublisher(channel, vertx, "second-publisher", 10);
        OutboxRelay second = new OutboxRelay(
                new OutboxBatch(pool, publisher, 7), vertx, metrics, true, Duration.ZERO, Duration.ofMillis(50), 500);
        second.start(new StartupEvent());
        try {
            List<UUID> records = Stream.generate(Ids::next).limit(RECORDS).toList();
            IntStream.rangeClosed(1, VERSIONS).forEach(version -> {
                Notes.inContext(() -> Panache.withTransaction(() -> outbox.addAll(records.stream()
                        .map(record -> OutgoingEvent.of(Notes.WRITTEN, record, version, "{}")).toList())));
                second.wake(false);
            });
            await().until(() -> notes.waiting() == 0 && broker.ready(Notes.QUEUE) >= RECORDS * VERSIONS);
        } finally {
            second.stop(new ShutdownEvent());
            publisher.close();
        }

        assertEquals(RECORDS * VERSIONS, broker.ready(Notes.QUEUE));
        Map<String, Integer> last = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < RECORDS * VERSIONS; i++) {
            JsonNode event = json.readTree(broker.take(Notes.QUEUE).getBody());
            int version = event.path("recordversion").intValue();
            assertEquals(last.getOrDefault(event.path("subject").textValue(), 0) + 1, version);
            last.put(event.path("subject").textValue(), version);
            assertTrue(ids.add(event.path("id").textValue()));
        }
        assertTrue(metrics.counter("crm.outbox.relayed").count() > 0, "the second relay had no share in it");
    }
}
