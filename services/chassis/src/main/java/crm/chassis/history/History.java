package crm.chassis.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.RecordType;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The audit rows of a service: who changed which field of which record from what to what. */
@Singleton
public final class History {

    private static final int MAX_ENTRIES = 200;
    private static final String COLUMNS = "insert into record_history (record_type, record_id, version, at, actor, on_behalf_of, changes)";
    private static final String ONE = insertion(1);
    private static final String ALL = COLUMNS + " select $1, record_id, version, $2, $3, null, changes::jsonb"
            + " from unnest($4::uuid[], $5::bigint[], $6::text[]) as entry (record_id, version, changes)";

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    History(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** One row to be written; {@code changes} is empty for a creation. */
    public record Entry(UUID recordId, long version, Collection<FieldChange> changes) {}

    /** Adds a row to the transaction of the open Hibernate session. */
    public Uni<Void> add(RecordType<?> type, CrmRecord record, Map<String, FieldChange> changes, Me me) {
        return Panache.getSession().chain(session -> SessionSql.update(session, ONE, values(type, record, changes, me).toArray())).replaceWithVoid();
    }

    /** The statement that adds a row, to be a part of a larger one; its parameters are {@link #values}, the first of them with this number. */
    public static String insertion(int first) {
        return COLUMNS + " values ($" + first + ", $" + (first + 1) + ", $" + (first + 2) + ", $" + (first + 3) + ", $" + (first + 4)
                + ", null, cast(cast($" + (first + 5) + " as text) as jsonb))";
    }

    /** What {@link #insertion} writes: the changes of a record in its present version, none for a new one. */
    public List<Object> values(RecordType<?> type, CrmRecord record, Map<String, FieldChange> changes, Me me) {
        return List.of(type.name(), record.id, record.version, now(), me.login(), changes.isEmpty() ? "[]" : json.valueToTree(changes.values()).toString());
    }

    /** Adds many rows to the transaction of a connection, with one statement. */
    public Uni<Void> addAll(SqlConnection connection, RecordType<?> type, List<Entry> entries, Me me) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(ALL).execute(Tuple.from(Arrays.asList(columns(type, entries, me)))).replaceWithVoid();
    }

    /** The same in the transaction of the open Hibernate session. */
    public Uni<Void> addAll(RecordType<?> type, List<Entry> entries, Me me) {
        return entries.isEmpty() ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> SessionSql.update(session, ALL, columns(type, entries, me))).replaceWithVoid();
    }

    private Object[] columns(RecordType<?> type, List<Entry> entries, Me me) {
        return new Object[] {type.name(), now(), me.login(),
            entries.stream().map(Entry::recordId).toArray(UUID[]::new),
            entries.stream().map(Entry::version).toArray(Long[]::new),
            entries.stream().map(entry -> entry.changes().isEmpty() ? "[]" : json.valueToTree(entry.changes()).toString()).toArray(String[]::new)};
    }

    /** The changes of one record, newest first, as {@code {"items":[…]}}; 200 at most. */
    public Uni<byte[]> of(RecordType<?> type, UUID id, Set<String> roles) {
        return pool.preparedQuery("select version, at, actor, changes::text from record_history where record_id = $1"
                        + " order by version desc, id desc limit " + MAX_ENTRIES)
                .execute(Tuple.of(id))
                .map(rows -> {
                    var items = json.createArrayNode();
                    for (var row : rows) {
                        var item = items.addObject()
                                .put("version", row.getLong(0))
                                .put("at", row.getOffsetDateTime(1).toInstant().toString())
                                .put("actor", row.getString(2));
                        var changes = item.putArray("changes");
                        for (JsonNode change : tree(row.getString(3))) {
                            add(changes, type, change, roles);
                        }
                    }
                    return json.createObjectNode().set("items", items).toString().getBytes(StandardCharsets.UTF_8);
                });
    }

    /** A masked field shows that it changed, not from what to what. */
    private static void add(ArrayNode changes, RecordType<?> type, JsonNode change, Set<String> roles) {
        String name = change.path("field").asText();
        Field field = type.field(name);
        if (field != null && field.type() == FieldType.CUSTOM && field.own().hides(roles)) {
            for (String side : new String[] {"from", "to"}) {
                if (change.get(side) instanceof ObjectNode values) {
                    field.own().mask(values, roles);
                }
            }
        }
        if (field == null || field.readableWith(roles)) {
            changes.add(change);
        } else {
            changes.addObject().put("field", name);
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
