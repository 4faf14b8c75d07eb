package crm.chassis.replica;

import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies of other services' records as their state-carrying events tell them. Of two states of a record the one with
 * the higher version stays, whichever arrives first; applying an event again changes nothing.
 */
@Singleton
public class Replica {

    private static final Pattern TYPE = Pattern.compile("crm\\.[a-z]+\\.([a-z]+)-[a-z-]+\\.v\\d+");
    /** Tells of records that nobody keeps a copy of. */
    private static final String RECORD_CHANGED = ".record-changed.";
    private static final String KEEP = "insert into replica (record_type, record_id, version, record) values ($1, $2, $3, cast(cast($4 as text) as jsonb))"
            + " on conflict (record_type, record_id) do update set version = excluded.version, record = excluded.record"
            + " where replica.version < excluded.version";
    private static final String KEEP_ALL = "insert into replica (record_type, record_id, version, record)"
            + " select record_type, record_id, version, record::jsonb from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[])"
            + " as state (record_type, record_id, version, record)"
            + " on conflict (record_type, record_id) do update set version = excluded.version, record = excluded.record"
            + " where replica.version < excluded.version";

    /**
     * Keeps the state that an event carries, in the open transaction. An event without a record is of no interest here.
     *
     * @throws PoisonMessage where the event carries a record but no type that names it
     */
    public Uni<Void> keep(IncomingEvent event) {
        if (!carriesState(event)) {
            return Uni.createFrom().voidItem();
        }
        String recordType = recordType(event.type()).orElseThrow(() -> new PoisonMessage("no record is named by " + event.type()));
        return Panache.getSession()
                .chain(session -> SessionSql.update(session, KEEP, recordType, event.subject(), event.recordVersion(),
                        event.data().path("record").toString()))
                .replaceWithVoid();
    }

    /** The same for several events, with one statement; of several states of a record the newest is written. */
    public Uni<Void> keepAll(List<IncomingEvent> events) {
        Map<String, IncomingEvent> newest = new TreeMap<>();
        for (IncomingEvent event : events) {
            if (carriesState(event)) {
                String recordType = recordType(event.type()).orElseThrow(() -> new PoisonMessage("no record is named by " + event.type()));
                newest.merge(recordType + " " + event.subject(), event, (one, other) -> other.recordVersion() > one.recordVersion() ? other : one);
            }
        }
        if (newest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<IncomingEvent> states = List.copyOf(newest.values());
        return Panache.getSession()
                .chain(session -> SessionSql.update(session, KEEP_ALL,
                        newest.keySet().stream().map(key -> key.substring(0, key.indexOf(' '))).toArray(String[]::new),
                        states.stream().map(IncomingEvent::subject).toArray(UUID[]::new),
                        states.stream().map(IncomingEvent::recordVersion).toArray(Long[]::new),
                        states.stream().map(event -> event.data().path("record").toString()).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static boolean carriesState(IncomingEvent event) {
        return event.data().path("record").isObject() && !event.type().contains(RECORD_CHANGED);
    }

    /** The singular name of the record in an event's type: {@code crm.leads.lead-changed.v1} is about a lead. */
    static Optional<String> recordType(String eventType) {
        Matcher matcher = TYPE.matcher(eventType);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
