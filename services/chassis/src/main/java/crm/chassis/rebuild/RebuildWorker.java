package crm.chassis.rebuild;

import crm.chassis.change.StateEvents;
import crm.chassis.list.RecordQueries;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.RecordJson;
import crm.chassis.record.RecordType;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Tells states again, a batch of records in a transaction with how far it is, so it goes on where it was after a restart
 * and on any instance. Waits while much is waiting to be published, since users come first.
 */
@ApplicationScoped
class RebuildWorker {

    private static final int BATCH = 500;
    private static final int MOST_WAITING = 5_000;
    private static final String CLAIM = "select id, collections, place, after_id from rebuild_job where state <> 'COMPLETED'"
            + " and (select count(*) from (select 1 from outbox limit " + MOST_WAITING + ") waiting) < " + MOST_WAITING
            + " order by created_at limit 1 for update skip locked";
    private static final String ADVANCE = "update rebuild_job set state = $2, place = $3, after_id = $4, published = published + $5, finished_at = $6 where id = $1";
    private static final UUID FIRST = new UUID(0, 0);

    private record Job(UUID id, String[] collections, int place, UUID after) {}

    private final Rebuilds rebuilds;
    private final Pool pool;
    private final RecordJson recordJson;
    private final StateEvents states;
    private final Outbox outbox;
    private final Clock clock;

    RebuildWorker(Rebuilds rebuilds, Pool pool, RecordJson recordJson, StateEvents states, Outbox outbox, Clock clock) {
        this.rebuilds = rebuilds;
        this.pool = pool;
        this.recordJson = recordJson;
        this.states = states;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(identity = "rebuild", every = "${crm.rebuild.look-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return Uni.createFrom().deferred(() -> pool.withTransaction(this::batch)).repeat().whilst(more -> more).collect().last().replaceWithVoid();
    }

    /** Tells of the next records of the oldest job; false where there is nothing to do now. */
    private Uni<Boolean> batch(SqlConnection connection) {
        return connection.query(CLAIM).execute().chain(rows -> {
            if (!rows.iterator().hasNext()) {
                return Uni.createFrom().item(false);
            }
            Row row = rows.iterator().next();
            Job job = new Job(row.getUUID(0), row.getArrayOfStrings(1), row.getInteger(2), row.getUUID(3));
            RecordType<?> type = job.place() < job.collections().length ? rebuilds.type(job.collections()[job.place()]) : null;
            return type == null ? advance(connection, job, List.of(), FIRST).replaceWith(true) : tell(connection, job, type).replaceWith(true);
        });
    }

    /** The rows stay as they are until this is committed, so no newer state gets ahead of what is told here. */
    private Uni<Void> tell(SqlConnection connection, Job job, RecordType<?> type) {
        String sql = "select " + RecordQueries.columns(type.fields()) + " from " + type.table() + " where id > $1 order by id limit " + BATCH + " for share";
        return connection.preparedQuery(sql).execute(Tuple.of(job.after())).chain(rows -> {
            List<OutgoingEvent> events = new ArrayList<>();
            UUID last = job.after();
            for (Row row : rows) {
                last = row.getUUID(0);
                byte[] record = recordJson.write(generator -> recordJson.row(generator, type.fields(), row, null));
                events.add(states.again(type, last, row.getLong(1), new String(record, StandardCharsets.UTF_8)));
            }
            UUID reached = last;
            return outbox.addAll(connection, events).chain(() -> advance(connection, job, events, reached));
        });
    }

    private Uni<Void> advance(SqlConnection connection, Job job, List<OutgoingEvent> events, UUID reached) {
        boolean collectionOver = events.size() < BATCH;
        int place = collectionOver ? job.place() + 1 : job.place();
        boolean over = place >= job.collections().length;
        return connection.preparedQuery(ADVANCE).execute(Tuple.from(Arrays.asList(job.id(), over ? "COMPLETED" : "RUNNING", place,
                        collectionOver ? FIRST : reached, (long) events.size(), over ? clock.instant().atOffset(ZoneOffset.UTC) : null)))
                .replaceWithVoid();
    }
}
