package crm.chassis.imports;

import crm.chassis.access.Me;
import crm.chassis.change.Snapshot;
import crm.chassis.history.FieldChange;
import crm.chassis.history.History;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes an import back, batch by batch: what it created is archived, what it changed is again as it was. Records that
 * somebody changed since stay as they are and are counted.
 */
final class ReversalRun<T extends CrmRecord> {

    private static final int ROWS = 500;
    private static final String DONE = "select row_number, record_id, outcome = 'CREATED',"
            + " (select max(version) from import_row later where later.import_id = done.import_id and later.record_id = done.record_id)"
            + " from import_row done where import_id = $1 and row_number > $2 and (outcome = 'CREATED' or before is not null)"
            + " order by row_number limit " + ROWS;

    private final ImportPlan<T> plan;
    private final ImportJobs jobs;
    private final Pool pool;
    private final UUID worker;
    private final Me me;

    /** A row that made or first changed a record; {@code version} is the last one that the import left. */
    private record Done(long number, UUID recordId, boolean created, long version) {}

    ReversalRun(ImportPlan<T> plan, ImportJobs jobs, Pool pool, UUID worker) {
        this.plan = plan;
        this.jobs = jobs;
        this.pool = pool;
        this.worker = worker;
        Me starter = plan.job().me();
        me = new Me(plan.job().reversedBy(), starter.roles(), starter.team(), starter.directTeams(), starter.teams());
    }

    void run(Runnable afterBatch) {
        long position = plan.job().reversalPosition();
        for (long next = batch(position); next > position; next = batch(position)) {
            position = next;
            afterBatch.run();
        }
        jobs.completeReversal(plan.job().id(), worker);
    }

    private long batch(long position) {
        UUID id = plan.job().id();
        return Waiting.inTransaction(pool, connection -> {
            jobs.lock(connection, id, worker, ImportState.REVERSING, position);
            List<Done> rows = new ArrayList<>();
            for (Row row : Waiting.on(connection.preparedQuery(DONE).execute(Tuple.of(id, position)))) {
                rows.add(new Done(row.getLong(0), row.getUUID(1), row.getBoolean(2), row.getLong(3)));
            }
            if (rows.isEmpty()) {
                return position;
            }
            long last = rows.get(rows.size() - 1).number();
            takeBack(connection, rows, last);
            return last;
        });
    }

    private void takeBack(SqlConnection connection, List<Done> rows, long last) {
        Map<UUID, T> current = new HashMap<>();
        plan.table().locked(connection, rows.stream().map(Done::recordId).toList()).forEach(record -> current.put(record.id, record));
        Map<UUID, T> before = before(connection, rows);
        Instant now = plan.records().chassis().clock().instant();
        List<T> changed = new ArrayList<>();
        List<History.Entry> entries = new ArrayList<>();
        List<OutgoingEvent> events = new ArrayList<>();
        long archived = 0;
        long kept = 0;
        for (Done row : rows) {
            T record = current.get(row.recordId());
            if (record == null || record.version != row.version()) {
                kept++;
                continue;
            }
            RecordType<T> type = plan.records().type();
            Snapshot<T> was = Snapshot.of(type, record);
            if (row.created()) {
                record.archivedAt = now;
                archived++;
            } else {
                restore(type, record, before.get(record.id));
            }
            record.version++;
            record.updatedAt = now;
            record.updatedBy = me.login();
            changed.add(record);
            Map<String, FieldChange> changes = was.changes(record);
            entries.add(new History.Entry(record.id, record.version, changes.values()));
            plan.event(record, changes, me.login()).ifPresent(events::add);
        }
        Waiting.on(plan.records().beforeImportIsStored(connection, List.of(), changed));
        plan.table().update(connection, changed);
        Waiting.on(plan.records().chassis().history().addAll(connection, plan.records().type(), entries, me));
        Waiting.on(plan.records().chassis().outbox().addAll(connection, events));
        jobs.advanceReversal(connection, plan.job().id(), last, archived, changed.size() - archived, kept);
    }

    /** PostgreSQL turns the kept rows back into rows of the table, so that nothing is lost in between. */
    private Map<UUID, T> before(SqlConnection connection, List<Done> rows) {
        String sql = "select " + plan.table().columns() + " from (select before as image from import_row where import_id = $1 and row_number = any($2)"
                + " and before is not null) as kept cross join lateral jsonb_populate_record(null::" + plan.records().type().table() + ", kept.image)";
        Map<UUID, T> before = new HashMap<>();
        plan.table().read(Waiting.on(connection.preparedQuery(sql)
                        .execute(Tuple.of(plan.job().id(), rows.stream().map(Done::number).toArray(Long[]::new)))))
                .forEach(record -> before.put(record.id, record));
        return before;
    }

    private void restore(RecordType<T> type, T record, T before) {
        for (Field field : type.stored()) {
            if (!field.name().equals("version")) {
                type.set(record, field, type.get(before, field));
            }
        }
    }
}
