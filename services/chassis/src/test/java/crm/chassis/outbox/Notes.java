package crm.chassis.outbox;

import crm.chassis.record.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What the messaging tests write, and what they look at. */
@ApplicationScoped
public class Notes {

    public static final String QUEUE = "chassis.notes";
    public static final String AUDIT_QUEUE = "chassis.audit";
    public static final String WRITTEN = "crm.chassis.note-written.v1";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final Pool pool;

    Notes(Outbox outbox, Pool pool) {
        this.outbox = outbox;
        this.pool = pool;
    }

    /** Tables and queues as new. */
    public void startAfresh(TestBroker broker) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
        sql("create table if not exists test_note (id uuid primary key, version bigint not null, text text)");
        sql("create table if not exists test_effect (position bigint generated always as identity, consumer text,"
                + " event_id uuid, subject uuid, version bigint, correlation text, cause uuid, traceparent text)");
        sql("truncate test_note, test_effect, outbox, inbox, record_version");
        broker.purge(QUEUE, AUDIT_QUEUE, "governance.audit");
    }

    public static <T> T inContext(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Writes a note and its event in one transaction. */
    public UUID write(String data) {
        Note note = new Note();
        note.id = Ids.next();
        note.text = data;
        inContext(() -> Panache.withTransaction(() -> Panache.getSession()
                .flatMap(session -> session.persist(note))
                .chain(() -> outbox.add(OutgoingEvent.of(WRITTEN, note.id, 1, data).by("ann")))));
        return note.id;
    }

    public void sql(String statement) {
        pool.query(statement).execute().await().atMost(PATIENCE);
    }

    public long count(String query, Object... parameters) {
        return pool.preparedQuery(query).execute(Tuple.from(parameters)).await().atMost(PATIENCE)
                .iterator().next().getLong(0);
    }

    public long waiting() {
        return count("select count(*) from outbox");
    }

    public long effects(String consumer) {
        return count("select count(*) from test_effect where consumer = $1", consumer);
    }

    public long effects(String consumer, UUID subject) {
        return count("select count(*) from test_effect where consumer = $1 and subject = $2", consumer, subject);
    }

    public List<Row> rows(String query, Object... parameters) {
        return pool.preparedQuery(query).execute(Tuple.from(parameters)).await().atMost(PATIENCE).stream().toList();
    }
}
