package crm.governance.audit;

import crm.chassis.inbox.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Writes down what every service tells, one row an event, each bound to the one before it. */
@Singleton
public class AuditTrail {

    private static final String LOCK_HEAD = "select position, hash from audit_head where id = 1 for update";
    private static final String KNOWN = "select event_id from audit_entry where event_id = any($1)";
    private static final String APPEND = "with appended as (insert into audit_entry (position, event_id, type, source, record_type, record_id, record_version, at,"
            + " actor, on_behalf_of, correlation_id, causation_id, data, previous_hash, hash)"
            + " select position, event_id, type, source, record_type, record_id, record_version, at, actor, on_behalf_of, correlation_id,"
            + " causation_id, data::json, previous_hash, hash from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[],"
            + " $6::uuid[], $7::bigint[], $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::bytea[],"
            + " $15::bytea[]) as entry (position, event_id, type, source, record_type, record_id, record_version, at, actor, on_behalf_of,"
            + " correlation_id, causation_id, data, previous_hash, hash)) update audit_head set position = $16, hash = $17 where id = 1";

    /**
     * Appends what is new among these events, in their order, in the open transaction. Whoever else appends waits until
     * that ends. An event that is known stays as it was, and a state that is only told again for a rebuild is no change.
     */
    public Uni<Void> write(SqlConnection connection, List<IncomingEvent> heard) {
        Map<UUID, IncomingEvent> events = new LinkedHashMap<>();
        heard.stream().filter(event -> !event.rebuild()).forEach(event -> events.putIfAbsent(event.id(), event));
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(LOCK_HEAD).execute()
                .map(rows -> rows.iterator().next())
                .chain(head -> known(connection, events.keySet())
                        .invoke(known -> events.keySet().removeAll(known))
                        .chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : append(connection, head, events.values())));
    }

    private static Uni<Set<UUID>> known(SqlConnection connection, Collection<UUID> ids) {
        return connection.preparedQuery(KNOWN).execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> new HashSet<>(StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList()));
    }

    private static Uni<Void> append(SqlConnection connection, Row head, Collection<IncomingEvent> events) {
        List<AuditEntry> entries = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>(List.of(head.getBuffer(1).getBytes()));
        long position = head.getLong(0);
        for (IncomingEvent event : events) {
            AuditEntry entry = AuditEntry.of(++position, event);
            hashes.add(entry.hash(hashes.get(hashes.size() - 1)));
            entries.add(entry);
        }
        int last = entries.size();
        Tuple columns = Tuple.from(Arrays.asList(
                column(entries, AuditEntry::position, Long[]::new), column(entries, AuditEntry::eventId, UUID[]::new),
                column(entries, AuditEntry::type, String[]::new), column(entries, AuditEntry::source, String[]::new),
                column(entries, AuditEntry::recordType, String[]::new), column(entries, AuditEntry::recordId, UUID[]::new),
                column(entries, AuditEntry::recordVersion, Long[]::new),
                column(entries, entry -> entry.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                column(entries, AuditEntry::actor, String[]::new), column(entries, AuditEntry::onBehalfOf, String[]::new),
                column(entries, AuditEntry::correlationId, String[]::new), column(entries, AuditEntry::causationId, UUID[]::new),
                column(entries, AuditEntry::data, String[]::new), buffers(hashes.subList(0, last)), buffers(hashes.subList(1, last + 1)),
                entries.get(last - 1).position(), Buffer.buffer(hashes.get(last))));
        return connection.preparedQuery(APPEND).execute(columns).replaceWithVoid();
    }

    private static <X> X[] column(List<AuditEntry> entries, Function<AuditEntry, X> value, java.util.function.IntFunction<X[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private static Buffer[] buffers(List<byte[]> hashes) {
        return hashes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
    }
}
