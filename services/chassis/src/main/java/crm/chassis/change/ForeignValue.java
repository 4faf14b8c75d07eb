package crm.chassis.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A list in JSON on records of one type that another service decides. Its newest word is kept, and put on the record as
 * a change like any other, once: with a version, a row of history and an event. What is said of a record that is not
 * there yet waits until it is.
 *
 * @param <T> the entity
 */
public final class ForeignValue<T extends CrmRecord> {

    private static final int AT_ONCE = 100;
    private static final String KEEP = "insert into foreign_value as known (record_type, record_id, field, version, value, applied)"
            + " values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb), false) on conflict (record_type, record_id, field)"
            + " do update set version = excluded.version, value = excluded.value, applied = false where known.version < excluded.version";
    private static final String TAKE = "select value::text from foreign_value where record_type = $1 and record_id = $2 and field = $3 and not applied for update";
    private static final String DONE = "update foreign_value set applied = true where record_type = $1 and record_id = $2 and field = $3";

    private final Records<T> records;
    private final Field field;

    public ForeignValue(Records<T> records, String field) {
        this.records = records;
        this.field = records.type().field(field);
    }

    /**
     * Takes over what the other service says in a version of its own; nothing where a newer one is known. Joins the open
     * transaction.
     */
    public Uni<Void> say(UUID id, long version, JsonNode value) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> SessionSql.update(session, KEEP, type(), id, field.name(), version, value.toString()))
                .chain(kept -> kept == 0 ? Uni.createFrom().voidItem() : apply(id)));
    }

    /** Puts on records what was said before they were there, some of it; meant to be called now and then. */
    public Uni<Void> applyWaiting() {
        return Panache.withSession(() -> Panache.getSession().chain(session -> SessionSql.select(session,
                        "select waiting.record_id from foreign_value waiting join " + records.type().table() + " record on record.id = waiting.record_id"
                                + " where waiting.record_type = $1 and waiting.field = $2 and not waiting.applied limit " + AT_ONCE, type(), field.name())))
                .onItem().transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem().transformToUniAndConcatenate(row -> Panache.withTransaction(() -> apply((UUID) row[0])))
                .collect().asList().replaceWithVoid();
    }

    private Uni<Void> apply(UUID id) {
        return Panache.getSession().chain(session -> SessionSql.select(session, TAKE, type(), id, field.name())
                .chain(waiting -> waiting.isEmpty() ? Uni.createFrom().voidItem() : apply(session, id, (String) waiting.get(0)[0])));
    }

    private Uni<Void> apply(Mutiny.Session session, UUID id, String value) {
        return session.find(records.type().entity(), id, LockMode.PESSIMISTIC_WRITE)
                .chain(record -> record == null ? Uni.createFrom().voidItem()
                        : records.change(id, IfMatch.ANY, Me.PLATFORM, changed -> records.type().set(changed, field, list(value)))
                                .chain(() -> SessionSql.update(session, DONE, type(), id, field.name()))
                                .replaceWithVoid());
    }

    /** As it comes back from the database; none where it is empty. */
    private List<Map<String, Object>> list(String value) {
        try {
            List<Map<String, Object>> list = records.chassis().mapper().readValue(value, new TypeReference<>() {});
            return list.isEmpty() ? null : list;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String type() {
        return records.type().name();
    }
}
