package crm.chassis.inbox;

import crm.chassis.outbox.Notes;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.sql.SessionSql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Two consumers of notes. Each event leaves a row, and its data says what else shall happen. */
@IfBuildProperty(name = "crm.test.notes", stringValue = "true")
@ApplicationScoped
public class NoteReader {

    static final String ANSWERED = "crm.chassis.note-answered.v1";

    private static final String EFFECT = "insert into test_effect"
            + " (consumer, event_id, subject, version, correlation, cause, traceparent) values ($1, $2, $3, $4, $5, $6, $7)";

    private final Inbox inbox;
    private final Outbox outbox;
    private final RecordVersions versions;
    private final AtomicInteger slow = new AtomicInteger();
    private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();

    NoteReader(Inbox inbox, Outbox outbox, RecordVersions versions) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.versions = versions;
    }

    /** Whether a slow event has been begun that has not come to its end. */
    boolean busy() {
        return slow.get() > 0;
    }

    int attempts(UUID event) {
        return attempts.getOrDefault(event, 0);
    }

    @Incoming("notes")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> notes(Message<byte[]> message) {
        return inbox.receive(Notes.QUEUE, message, event -> leaveRow(Notes.QUEUE, event).chain(() -> behave(event)));
    }

    @Incoming("audit")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> audit(Message<byte[]> message) {
        return inbox.receiveMany(Notes.AUDIT_QUEUE, message, (connection, events) -> leaveRows(connection, events));
    }

    private Uni<Void> leaveRows(SqlConnection connection, List<IncomingEvent> events) {
        events.forEach(event -> attempts.merge(event.id(), 1, Integer::sum));
        if (events.stream().anyMatch(event -> event.data().path("mode").asText().equals("poison"))) {
            throw new PoisonMessage("a note that nobody can read");
        }
        String wait = events.stream().anyMatch(event -> event.data().path("mode").asText().equals("slow")) ? "select pg_sleep(1)" : "select 1";
        return connection.query(wait).execute()
                .chain(() -> connection.preparedQuery(EFFECT).executeBatch(events.stream().map(event -> Tuple.from(Arrays.asList(Notes.AUDIT_QUEUE,
                        event.id(), event.subject(), event.recordVersion(), event.correlationId(), event.causationId(), event.traceparent()))).toList()))
                .replaceWithVoid();
    }

    private Uni<Void> leaveRow(String consumer, IncomingEvent event) {
        if (event.data().path("replica").asBoolean()) {
            return versions.newer(consumer, event).flatMap(newer -> newer ? insert(consumer, event) : nothing());
        }
        return insert(consumer, event);
    }

    private static Uni<Void> insert(String consumer, IncomingEvent event) {
        return Panache.getSession()
                .flatMap(session -> SessionSql.update(session, EFFECT, consumer, event.id(), event.subject(),
                        event.recordVersion(), event.correlationId(), event.causationId(), event.traceparent()))
                .replaceWithVoid();
    }

    private Uni<Void> behave(IncomingEvent event) {
        int attempt = attempts.merge(event.id(), 1, Integer::sum);
        return switch (event.data().path("mode").asText()) {
            case "poison" -> throw new PoisonMessage("a note that nobody can read");
            case "fails" -> throw new IllegalStateException("a fault that nobody foresaw");
            case "fails-twice" -> attempt > 2
                    ? nothing()
                    : Uni.createFrom().failure(new ConnectException("a store that is away"));
            case "answer" -> outbox.add(OutgoingEvent.of(ANSWERED, event.subject(), 1, "{}"));
            case "slow" -> Panache.getSession()
                    .invoke(slow::incrementAndGet)
                    .flatMap(session -> SessionSql.update(session, "select pg_sleep(2)"))
                    .invoke(slow::decrementAndGet)
                    .replaceWithVoid();
            default -> nothing();
        };
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
