package crm.chassis.outbox;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Where a service puts what it has to tell: in the transaction of the change itself, so that both are kept or neither.
 * The relay is woken when that transaction is committed; callers do nothing more.
 */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private static final List<String> TYPES = List.of("uuid", "uuid", "boolean", "text", "text", "text");

    private static final String INSERT_ONE = insertOne(1);
    private static final String INSERT_MANY = insertMany(1);

    private final Envelopes envelopes;
    private final OutboxRelay relay;
    private final BrokerPublisher publisher;
    private final boolean enabled;

    Outbox(
            Envelopes envelopes,
            OutboxRelay relay,
            BrokerPublisher publisher,
            @ConfigProperty(name = "crm.outbox.enabled") boolean enabled) {
        this.envelopes = envelopes;
        this.relay = relay;
        this.publisher = publisher;
        this.enabled = enabled;
    }

    void warn(@Observes StartupEvent event) {
        if (!enabled) {
            LOG.warn("THE OUTBOX IS SWITCHED OFF: a crash or an absent broker loses events. This is meant for experiments only.");
        }
    }

    /**
     * Adds one event to the current Panache transaction; what the session holds is flushed first, so that the record is
     * locked before its event gets its place in the order.
     *
     * @return fails with {@link IllegalStateException} outside a transaction
     */
    public Uni<Void> add(OutgoingEvent event) {
        return addAll(List.of(event));
    }

    /** Adds many events, in this order, with one statement. */
    public Uni<Void> addAll(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().flatMap(session -> addAll(session, events));
    }

    private Uni<Void> addAll(Mutiny.Session session, List<OutgoingEvent> events) {
        if (session.currentTransaction() == null) {
            return Uni.createFrom().failure(new IllegalStateException("an event needs the transaction of its change"));
        }
        List<OutboxEntry> entries = seal(events);
        SessionSql.afterCommit(session, () -> committed(entries));
        if (!enabled) {
            return Uni.createFrom().voidItem();
        }
        return session.flush().chain(() -> insert(session, entries)).replaceWithVoid();
    }

    /** Adds many events to the transaction that is open on this connection, for batches that bypass Hibernate. */
    public Uni<Void> addAll(SqlConnection connection, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Transaction transaction = connection.transaction();
        if (transaction == null) {
            return Uni.createFrom().failure(new IllegalStateException("an event needs the transaction of its change"));
        }
        List<OutboxEntry> entries = seal(events);
        transaction.completion().subscribe().with(done -> committed(entries), rolledBack -> {});
        if (!enabled) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(INSERT_MANY)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(columns(entries))))
                .replaceWithVoid();
    }

    /**
     * Adds events with the same statement that makes their change, in the open transaction of this session.
     *
     * @param changes the change as common table expressions, {@code with stored as (insert …)}, whose parameters are numbered from 1
     * @param parameters theirs
     */
    public Uni<Void> addAllWith(Mutiny.Session session, String changes, List<Object> parameters, List<OutgoingEvent> events) {
        if (session.currentTransaction() == null) {
            return Uni.createFrom().failure(new IllegalStateException("an event needs the transaction of its change"));
        }
        List<OutboxEntry> entries = seal(events);
        if (!entries.isEmpty()) {
            SessionSql.afterCommit(session, () -> committed(entries));
        }
        if (entries.isEmpty() || !enabled) {
            return SessionSql.select(session, changes + " select 1", parameters.toArray()).replaceWithVoid();
        }
        int next = parameters.size() + 1;
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(Arrays.asList(entries.size() == 1 ? values(entries.get(0)) : columns(entries)));
        return SessionSql.update(session, changes + " " + (entries.size() == 1 ? insertOne(next) : insertMany(next)), all.toArray()).replaceWithVoid();
    }

    private static String insertOne(int first) {
        return "insert into outbox (id, subject, bulk, type, traceparent, envelope) values (" + numbered(first, "") + ")";
    }

    /** The order of the list is the order of publishing. */
    private static String insertMany(int first) {
        return "insert into outbox (id, subject, bulk, type, traceparent, envelope) select id, subject, bulk, type, traceparent, envelope from unnest("
                + numbered(first, "[]") + ") with ordinality as event (id, subject, bulk, type, traceparent, envelope, position) order by position";
    }

    private static String numbered(int first, String array) {
        return IntStream.range(0, TYPES.size()).mapToObj(i -> "$" + (first + i) + "::" + TYPES.get(i) + array).collect(Collectors.joining(", "));
    }

    private List<OutboxEntry> seal(List<OutgoingEvent> events) {
        return events.stream().map(envelopes::seal).toList();
    }

    private static Uni<Integer> insert(Mutiny.Session session, List<OutboxEntry> entries) {
        if (entries.size() > 1) {
            return SessionSql.update(session, INSERT_MANY, columns(entries));
        }
        return SessionSql.update(session, INSERT_ONE, values(entries.get(0)));
    }

    private static Object[] values(OutboxEntry one) {
        return new Object[] {one.id(), one.subject(), one.bulk(), one.type(), one.traceparent(), one.envelope()};
    }

    private static Object[] columns(List<OutboxEntry> entries) {
        return new Object[] {
            entries.stream().map(OutboxEntry::id).toArray(UUID[]::new),
            entries.stream().map(OutboxEntry::subject).toArray(UUID[]::new),
            entries.stream().map(OutboxEntry::bulk).toArray(Boolean[]::new),
            column(entries, OutboxEntry::type),
            column(entries, OutboxEntry::traceparent),
            column(entries, OutboxEntry::envelope)
        };
    }

    private static String[] column(List<OutboxEntry> entries, Function<OutboxEntry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private void committed(List<OutboxEntry> entries) {
        if (enabled) {
            relay.wake(entries.get(0).bulk());
            return;
        }
        // The control experiment: what a service without outbox does, and what it loses when the broker is away.
        publisher.publish(entries.stream().map(OutboxEntry::publication).toList()).subscribe().with(
                outcome -> {
                    if (outcome.fault() != null) {
                        LOG.error("Events are lost: they could not be published and there is no outbox", outcome.fault());
                    }
                });
    }
}
