package crm.chassis.imports;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Finds the records of a batch that would stand above themselves, among those of the batch and those that are there, with
 * one query for all of them. Each is judged as if it were changed alone, after the ones before it; in a dry run also after
 * what its earlier batches would have done.
 */
final class Circles<T extends CrmRecord> {

    private static final int HIGHEST = 100;

    private final RecordType<T> type;
    private final Field above;
    private final UUID importId;
    private final SqlConnection connection;
    private final Map<UUID, UUID> placed = new HashMap<>();

    private Circles(RecordType<T> type, Field above, UUID importId, SqlConnection connection) {
        this.type = type;
        this.above = above;
        this.importId = importId;
        this.connection = connection;
    }

    /** Null where no column fills the field by which records stand above each other. */
    static <T extends CrmRecord> Circles<T> of(ImportPlan<T> plan, SqlConnection connection) {
        String above = plan.records().above();
        boolean filled = above != null && plan.columns().stream().anyMatch(column -> column.field().name().equals(above));
        return filled ? new Circles<>(plan.records().type(), plan.records().type().field(above), plan.job().id(), connection) : null;
    }

    /** One transaction at a time changes a hierarchy, and waits for that before it locks records, as a change of one record does. */
    void alone() {
        Waiting.on(connection.preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of("hierarchy:" + type.entity().getSimpleName())));
    }

    /** Whether a row says where its record stands. */
    boolean places(Draft draft) {
        return draft.values.containsKey(above);
    }

    /**
     * Why some records are not taken.
     *
     * @param records in the order in which they are changed
     * @param isPlaced whether a record is to stand where it does now, rather than where it was
     * @return by id; what would stand below a new record that is not taken is not taken either
     */
    Map<UUID, String> refused(List<T> records, Predicate<T> isPlaced, Predicate<T> isNew) {
        if (records.stream().allMatch(record -> aboveOf(record) == null)) {
            return Map.of();
        }
        Map<UUID, UUID> known = known(records);
        Map<UUID, String> refused = new LinkedHashMap<>();
        for (T record : records) {
            UUID next = aboveOf(record);
            if (!isPlaced.test(record) || Objects.equals(next, known.get(record.id))) {
                continue;
            }
            String why = climb(record.id, next, known);
            if (why == null) {
                known.put(record.id, next);
                placed.put(record.id, next);
            } else {
                refused.put(record.id, why);
            }
        }
        if (!refused.isEmpty()) {
            withThoseBelow(refused, records, isNew);
            placed.keySet().removeAll(refused.keySet());
        }
        return refused;
    }

    /** The record above each one that came to stand elsewhere. */
    Map<UUID, UUID> placed() {
        return placed;
    }

    /** Keeps for the batches to come what a batch of a dry run would have placed. */
    static void keep(SqlConnection connection, UUID importId, Map<UUID, UUID> placed) {
        if (!placed.isEmpty()) {
            List<UUID> records = List.copyOf(placed.keySet());
            Waiting.on(connection.preparedQuery("insert into import_placed (import_id, record_id, above) select $1, record_id, above"
                            + " from unnest($2::uuid[], $3::uuid[]) as each (record_id, above)"
                            + " on conflict (import_id, record_id) do update set above = excluded.above")
                    .execute(Tuple.of(importId, records.toArray(UUID[]::new), records.stream().map(placed::get).toArray(UUID[]::new))));
        }
    }

    private UUID aboveOf(T record) {
        return (UUID) type.get(record, above);
    }

    /** What stands directly above each of these records, above those that they name, and so on upwards. */
    private Map<UUID, UUID> known(List<T> records) {
        Set<UUID> from = new HashSet<>();
        records.forEach(record -> {
            from.add(record.id);
            if (aboveOf(record) != null) {
                from.add(aboveOf(record));
            }
        });
        String now = ", case when placed.record_id is null then " + type.table() + "." + above.sql() + " else placed.above end ";
        String sql = "with recursive climbed (id, above) as (select sought.id" + now + "from unnest($1::uuid[]) as sought (id)" + standing("sought.id")
                + " union select climbed.above" + now + "from climbed" + standing("climbed.above") + ") select id, above from climbed";
        Map<UUID, UUID> known = new HashMap<>();
        for (Row row : Waiting.on(connection.preparedQuery(sql).execute(Tuple.of(from.toArray(UUID[]::new), importId)))) {
            known.put(row.getUUID(0), row.getUUID(1));
        }
        return known;
    }

    private String standing(String id) {
        String table = type.table();
        return " left join " + table + " on " + table + ".id = " + id + " left join import_placed placed on placed.import_id = $2 and placed.record_id = " + id
                + " where " + table + ".id is not null or placed.record_id is not null";
    }

    private String climb(UUID record, UUID next, Map<UUID, UUID> known) {
        UUID at = next;
        for (int height = 1; at != null; height++) {
            if (at.equals(record)) {
                return above.name() + " would make this record stand above itself.";
            }
            if (height == HIGHEST) {
                return "A hierarchy may be at most " + HIGHEST + " records high.";
            }
            at = known.get(at);
        }
        return null;
    }

    private void withThoseBelow(Map<UUID, String> refused, List<T> records, Predicate<T> isNew) {
        List<T> left = new ArrayList<>(records);
        Set<UUID> gone = new HashSet<>();
        boolean more = true;
        while (more) {
            left.stream().filter(record -> refused.containsKey(record.id) && isNew.test(record)).forEach(record -> gone.add(record.id));
            left.removeIf(record -> refused.containsKey(record.id));
            List<T> below = left.stream().filter(record -> aboveOf(record) != null && gone.contains(aboveOf(record))).toList();
            below.forEach(record -> refused.put(record.id, above.name() + " names a record of this file that could not be taken over."));
            more = !below.isEmpty();
        }
    }
}
