package crm.chassis.outbox;

import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import crm.chassis.record.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/**
 * How fast the relay is and what an event costs its transaction. Not part of the tests:
 * {@code mvn -pl services/chassis test -Dtest=OutboxBenchmark}.
 */
@QuarkusTest
@TestProfile(OutboxBenchmark.WithoutRelay.class)
class OutboxBenchmark {

    /** Nothing is published unless the benchmark does it. */
    public static class WithoutRelay extends OutboxTest.NobodyReads {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("crm.outbox.relay.enabled", "false");
            return settings;
        }
    }

    private static final String DATA = "{\"record\": {\"text\": \"" + "x".repeat(1_000) + "\"}}";

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    Envelopes envelopes;

    @ConfigProperty(name = "crm.test.rabbitmq.host")
    String host;

    @ConfigProperty(name = "crm.test.rabbitmq.port")
    int port;

    @ConfigProperty(name = "crm.test.rabbitmq.user")
    String user;

    @ConfigProperty(name = "crm.test.rabbitmq.password")
    String password;

    @ConfigProperty(name = "rabbitmq-virtual-host")
    String virtualHost;

    @Test
    void relay() {
        for (int batch : new int[] {500, 100, 500, 1_000}) {
            notes.startAfresh(broker);
            fill(20_000);
            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            BrokerChannel channel = new BrokerChannel(
                    new BrokerAddress(host, port, user, password, virtualHost, false), "benchmark", 10, metrics);
            BrokerPublisher publisher = new BrokerPublisher(channel, vertx, "benchmark-publisher", 10);
            OutboxRelay relay = new OutboxRelay(
                    new OutboxBatch(pool, publisher, batch), vertx, metrics, true, Duration.ofMillis(10), Duration.ofSeconds(1), 500);
            long start = System.nanoTime();
            relay.start(new StartupEvent());
            await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(2)).until(() -> notes.waiting() == 0);
            print("relay, batches of " + batch + ", each event of 1.3 kB to 3 quorum queues", 20_000, System.nanoTime() - start);
            relay.stop(new ShutdownEvent());
            publisher.close();
        }
    }

    @Test
    void cost_of_an_event_for_its_transaction() {
        notes.startAfresh(broker);
        for (int round = 0; round < 5; round++) {
            measure("note alone", () -> persist());
            measure("note and event", () -> persist().chain(() -> outbox.add(event())));
            measure("note and event by native query", () -> persist().chain(() -> nativeQuery(envelopes.seal(event()))));
        }
        long start = System.nanoTime();
        fill(20_000);
        print("events alone, 1,000 per statement and transaction", 20_000, System.nanoTime() - start);
    }

    private void fill(int count) {
        for (int i = 0; i < count / 1_000; i++) {
            List<OutgoingEvent> events = Stream.generate(OutboxBenchmark::event).limit(1_000).toList();
            pool.withTransaction(connection -> outbox.addAll(connection, events)).await().atMost(Duration.ofSeconds(30));
        }
    }

    private static OutgoingEvent event() {
        return OutgoingEvent.of(Notes.WRITTEN, Ids.next(), 1, DATA).by("ann");
    }

    private static Uni<Void> persist() {
        Note note = new Note();
        note.id = Ids.next();
        return Panache.getSession().flatMap(session -> session.persist(note));
    }

    private static Uni<Void> nativeQuery(OutboxEntry entry) {
        return Panache.getSession().flatMap((Mutiny.Session session) -> session
                .createNativeQuery("insert into outbox (id, type, traceparent, envelope) values (:id, :type, :trace, :envelope)")
                .setParameter("id", entry.id())
                .setParameter("type", entry.type())
                .setParameter("trace", String.valueOf(entry.traceparent()))
                .setParameter("envelope", entry.envelope())
                .executeUpdate()).replaceWithVoid();
    }

    private static void measure(String what, Supplier<Uni<Void>> work) {
        int count = 3_000;
        long start = System.nanoTime();
        long cpu = cpu();
        Notes.inContext(() -> Multi.createFrom().range(0, count)
                .onItem().transformToUniAndConcatenate(i -> Panache.withTransaction(work).replaceWith(i))
                .collect().last());
        long used = cpu() - cpu;
        print(what + ", CPU of the service " + used / 1_000 / count + " us", count, System.nanoTime() - start);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void print(String what, int count, long nanos) {
        System.out.printf(Locale.ROOT, "%-70s %,8.0f /s  %6.3f ms each%n", what, count * 1e9 / nanos, nanos / 1e6 / count);
    }
}
