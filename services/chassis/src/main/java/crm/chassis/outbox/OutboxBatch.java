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
 * unconfirmed one, keeps the order of each record's events. Bulk work comes after what people did.
 */
@ApplicationScoped
class OutboxBatch {

    /** "outbox" in ASCII: locks of the chassis share one number space within a service's database. */
    private static final long LOCK = 0x6f7574626f78L;

    // The lock is a statement of its own, so that the rows are read after it is held and not as they were before. Both are sent at once.
    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";
    // An event of a person's doing passes those of bulk work, but never one of the same record.
    private static final String FIRST = "select sequence, id, type, traceparent, envelope from outbox as event where not bulk and not exists"
            + " (select 1 from outbox as earlier where earlier.bulk and earlier.subject = event.subject and earlier.sequence < event.sequence)"
            + " order by sequence limit $1";
    private static final String OLDEST = "select sequence, id, type, traceparent, envelope from outbox order by sequence limit $1";
    private static final String DELETE = "delete from outbox where sequence = any($1)";

    /**
     * What came of it.
     *
     * @param count events published and deleted
     * @param full whether there are probably more that hurry
     * @param bulk how many of them were taken in the turn of bulk work
     * @param bulkWaits whether there is probably more bulk work
     * @param busyElsewhere whether another instance is at work
     * @param fault why it stopped early, or null
     */
    record Result(int count, boolean full, int bulk, boolean bulkWaits, boolean busyElsewhere, Throwable fault) {

        static final Result NOTHING = new Result(0, false, 0, false, false, null);
        static final Result BUSY_ELSEWHERE = new Result(0, false, 0, false, true, null);

        private Result and(Result bulkTurn, int most) {
            return new Result(count + bulkTurn.count, full, bulkTurn.count, bulkTurn.count == most, false, bulkTurn.fault);
        }
    }

    private final Pool pool;
    private final BrokerPublisher publisher;
    private final int size;

    OutboxBatch(Pool pool, BrokerPublisher publisher, @ConfigProperty(name = "crm.outbox.relay.batch") int size) {
        this.pool = pool;
        this.publisher = publisher;
        this.size = size;
    }

    /** @param mostInBulk how many events of bulk work may follow those that hurry; 0 for none */
    Uni<Result> relay(int mostInBulk) {
        return pool.withTransaction(connection -> Uni.combine().all()
                .unis(connection.preparedQuery(TRY_LOCK).execute(Tuple.of(LOCK)), oldest(connection, FIRST, size))
                .with((locked, rows) -> !locked.iterator().next().getBoolean(0)
                        ? Uni.createFrom().item(Result.BUSY_ELSEWHERE)
                        : publish(connection, rows, size).flatMap(first -> mostInBulk == 0 || first.fault() != null || first.full()
                                ? Uni.createFrom().item(first)
                                : oldest(connection, OLDEST, mostInBulk).flatMap(more -> publish(connection, more, mostInBulk))
                                        .map(bulk -> first.and(bulk, mostInBulk))))
                .flatMap(result -> result));
    }

    private static Uni<RowSet<Row>> oldest(SqlConnection connection, String which, int most) {
        return connection.preparedQuery(which).execute(Tuple.of(most));
    }

    private Uni<Result> publish(SqlConnection connection, RowSet<Row> rows, int most) {
        if (rows.size() == 0) {
            return Uni.createFrom().item(Result.NOTHING);
        }
        return publisher.publish(publications(rows)).flatMap(outcome -> delete(connection, rows, outcome.confirmed())
                .replaceWith(new Result(outcome.confirmed(), rows.size() == most, 0, false, false, outcome.fault())));
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
