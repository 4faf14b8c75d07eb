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
import java.util.Set;
import java.util.UUID;

/**
 * Takes an import back from its last row to its first, batch by batch: what it created is archived, what it changed is
 * again as it was. Records that somebody changed since stay as they are and are counted; so do those that would come to
 * stand above themselves, since somebody put another one below them.
 */
final class ReversalRun<T extends CrmRecord> {

    private static final int ROWS = 500;
    private static final String DONE = "select row_number, record_id, outcome = 'CREATED',"
            + " (select max(version) from import_row later where later.import_id = done.import_id and later.record_id = done.record_id)"
            + " from import_row done where import_id = $1 and row_number < $2 and (outcome = 'CREATED' or before is not null)"
            + " order by row_number desc limit " + ROWS;

    private final ImportPlan<T> plan;
    private final ImportJobs jobs;
    private final Pool pool;
    private final UUID worker;
    private final Me me;

    /** A row that made or first changed a record; {@code version} is the last one that the import left. */
    private record Done(long number, UUID recordId, boolean created, long version) {}

    /** A record that is about to be stored as it was. */
    private record Undone<T extends CrmRecord>(T record, Snapshot<T> was, boolean created) {}

    ReversalRun(ImportPlan<T> plan, ImportJobs jobs, Pool pool, UUID worker) {
        this.plan = plan;
        this.jobs = jobs;
        this.pool = pool;
        this.worker = worker;
        Me starter = plan.job().me();
        me = new Me(plan.job().reversedBy(), starter.roles(), starter.team(), starter.directTeams(), starter.teams());
    }

    /** The position is less than 0: the row that was taken back last, counted from the end. Each step undoes what is last. */
    void run(Runnable afterBatch) {
        long position = plan.job().reversalPosition();
        for (long next = batch(position); next != position; next = batch(position)) {
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
            for (Row row : Waiting.on(connection.preparedQuery(DONE).execute(Tuple.of(id, position < 0 ? -position : Long.MAX_VALUE)))) {
                rows.add(new Done(row.getLong(0), row.getUUID(1), row.getBoolean(2), row.getLong(3)));
            }
            if (rows.isEmpty()) {
                return position;
            }
            long last = -rows.get(rows.size() - 1).number();
            takeBack(connection, rows, last);
            return last;
        });
    }

    private void takeBack(SqlConnection connection, List<Done> rows, long last) {
        Circles<T> circles = Circles.of(plan, connection);
        if (circles != null) {
            circles.alone();
        }
        List<Undone<T>> undone = undone(connection, rows);
        if (circles != null) {
            Set<UUID> refused = circles.refused(undone.stream().filter(each -> !each.created()).map(Undone::record).toList(),
                    record -> true, record -> false).keySet();
            undone.removeIf(each -> refused.contains(each.record().id));
        }
        store(connection, undone);
        long archived = undone.stream().filter(Undone::created).count();
        jobs.advanceReversal(connection, plan.job().id(), last, archived, undone.size() - archived, rows.size() - undone.size());
    }

    /** The records as they were, in the order of the rows; without those that somebody changed since. */
    private List<Undone<T>> undone(SqlConnection connection, List<Done> rows) {
        RecordType<T> type = plan.records().type();
        Map<UUID, T> current = new HashMap<>();
        plan.table().locked(connection, rows.stream().map(Done::recordId).toList()).forEach(record -> current.put(record.id, record));
        Map<UUID, T> before = before(connection, rows);
        Instant now = plan.records().chassis().clock().instant();
        List<Undone<T>> undone = new ArrayList<>();
        for (Done row : rows) {
            T record = current.get(row.recordId());
            if (record == null || record.version != row.version()) {
                continue;
            }
            Snapshot<T> was = Snapshot.of(type, record);
            if (row.created()) {
                record.archivedAt = now;
            } else {
                restore(type, record, before.get(record.id));
            }
            record.version++;
            record.updatedAt = now;
            record.updatedBy = me.login();
            undone.add(new Undone<>(record, was, row.created()));
        }
        return undone;
    }

    private void store(SqlConnection connection, List<Undone<T>> undone) {
        List<T> changed = undone.stream().map(Undone::record).toList();
        List<History.Entry> entries = new ArrayList<>();
        List<OutgoingEvent> events = new ArrayList<>();
        undone.forEach(each -> {
            Map<String, FieldChange> changes = each.was().changes(each.record());
            entries.add(new History.Entry(each.record().id, each.record().version, changes.values()));
            plan.event(each.record(), changes, me.login()).ifPresent(events::add);
        });
        Waiting.on(plan.records().beforeImportIsStored(connection, List.of(), changed));
        plan.table().update(connection, changed);
        Waiting.on(plan.records().chassis().history().addAll(connection, plan.records().type(), entries, me));
        Waiting.on(plan.records().chassis().outbox().addAll(connection, events));
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
