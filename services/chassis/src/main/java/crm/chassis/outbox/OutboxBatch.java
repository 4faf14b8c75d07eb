package crm.chassis.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One step of the relay: takes the oldest events, publishes them and deletes the confirmed ones, in one transaction
 * under a lock that one instance of the service holds at a time. That, and deleting no event after the first
 * unconfirmed one, keeps the order of each record's events.
 */
@ApplicationScoped
class OutboxBatch {

    /** "outbox" in ASCII: locks of the chassis share one number space within a service's database. */
    private static final long LOCK = 0x6f7574626f78L;

    // The lock is a statement of its own, so that the rows are read after it is held and not as they were before.
    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";
    private static final String OLDEST =
            "select sequence, id, type, traceparent, envelope from outbox order by sequence limit $1";
    private static final String DELETE = "delete from outbox where sequence = any($1)";

    /**
     * What came of it.
     *
     * @param count events published and deleted
     * @param full whether there are probably more
     * @param busyElsewhere whether another instance is at work
     * @param fault why it stopped early, or null
     */
    record Result(int count, boolean full, boolean busyElsewhere, Throwable fault) {}

    private final Pool pool;
    private final BrokerPublisher publisher;
    private final int size;

    OutboxBatch(Pool pool, BrokerPublisher publisher, @ConfigProperty(name = "crm.outbox.relay.batch") int size) {
        this.pool = pool;
        this.publisher = publisher;
        this.size = size;
    }

    Uni<Result> relay() {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TRY_LOCK)
                .execute(Tuple.of(LOCK))
                .flatMap(locked -> locked.iterator().next().getBoolean(0)
                        ? publishOldest(connection)
                        : Uni.createFrom().item(new Result(0, false, true, null))));
    }

    private Uni<Result> publishOldest(SqlConnection connection) {
        return connection.preparedQuery(OLDEST).execute(Tuple.of(size)).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(new Result(0, false, false, null));
            }
            return publisher.publish(publications(rows)).flatMap(outcome -> delete(connection, rows, outcome.confirmed())
                    .replaceWith(new Result(outcome.confirmed(), rows.size() == size, false, outcome.fault())));
        });
    }

    private static List<Publication> publications(RowSet<Row> rows) {
        List<Publication> publications = new ArrayList<>(rows.size());
        for (Row row : rows) {
            publications.add(
                    Publication.event(row.getUUID(1), row.getString(2), row.getString(3), row.getString(4)));
        }
        return publications;
    }

    private Uni<Void> delete(SqlConnection connection, RowSet<Row> rows, int confirmed) {
        if (confirmed == 0) {
            return Uni.createFrom().voidItem();
        }
        Long[] sequences = new Long[confirmed];
        int i = 0;
        for (Row row : rows) {
            if (i < confirmed) {
                sequences[i++] = row.getLong(0);
            }
        }
        return connection.preparedQuery(DELETE)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(sequences)))
                .replaceWithVoid();
    }
}
