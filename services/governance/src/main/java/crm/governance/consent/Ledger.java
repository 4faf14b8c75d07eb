package crm.governance.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.outbox.Outbox;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the consents of all people are kept: entries that are only added, and how everything stands. */
@Singleton
class Ledger {

    private static final String OPEN = "insert into consent_person as person (person_type, person_id, entries) values ($1, $2, 0)"
            + " on conflict (person_type, person_id) do update set entries = person.entries returning entries";
    private static final String STANDINGS = "select purpose, channel, basis, state, valid_until, at, number, entry_id from consent_standing"
            + " where person_type = $1 and person_id = $2 order by purpose, channel, basis";
    private static final String COUNT = "update consent_person set entries = $3 where person_type = $1 and person_id = $2";
    private static final String ADD = "insert into consent_entry select * from jsonb_populate_recordset(null::consent_entry, cast(cast($1 as text) as jsonb))";
    private static final String STAND = "insert into consent_standing select * from jsonb_populate_recordset(null::consent_standing, cast(cast($1 as text) as jsonb))"
            + " on conflict (person_type, person_id, purpose, channel, basis) do update set state = excluded.state, valid_until = excluded.valid_until,"
            + " at = excluded.at, number = excluded.number, entry_id = excluded.entry_id";

    private final Pool pool;
    private final Outbox outbox;
    private final ObjectMapper json;

    Ledger(Pool pool, Outbox outbox, ObjectMapper json) {
        this.pool = pool;
        this.outbox = outbox;
        this.json = json;
    }

    /** Opens the ledger of a person for writing, in the open transaction; others wait until that ends. */
    Uni<OpenLedger> open(Person person) {
        return Panache.getSession().chain(session -> SessionSql.select(session, OPEN, person.type().name(), person.id())
                .chain(opened -> SessionSql.select(session, STANDINGS, person.type().name(), person.id())
                        .map(rows -> new OpenLedger(person, ((Number) opened.get(0)[0]).longValue(), rows.stream().map(Ledger::standing).toList()))));
    }

    /** Writes what was added, with its events. */
    Uni<Void> write(OpenLedger ledger, Me me) {
        if (ledger.added().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> write(session, ledger)).chain(() -> outbox.addAll(ledger.events(json, me)));
    }

    private Uni<Integer> write(Mutiny.Session session, OpenLedger ledger) {
        return SessionSql.update(session, COUNT, ledger.person().type().name(), ledger.person().id(), ledger.entries())
                .chain(() -> SessionSql.update(session, ADD, ledger.entryRows(json).toString()))
                .chain(() -> SessionSql.update(session, STAND, ledger.standingRows(json).toString()));
    }

    private static Standing standing(Object[] row) {
        return new Standing((String) row[0], Channel.valueOf((String) row[1]), LawfulBasis.valueOf((String) row[2]), State.valueOf((String) row[3]),
                Entry.instant((OffsetDateTime) row[4]), ((OffsetDateTime) row[5]).toInstant(), ((Number) row[6]).longValue(), (UUID) row[7]);
    }

    Uni<List<Standing>> standings(Person person) {
        return pool.preparedQuery(STANDINGS).execute(Tuple.of(person.type().name(), person.id()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Ledger::standing).toList());
    }

    private static Standing standing(Row row) {
        return new Standing(row.getString(0), Channel.valueOf(row.getString(1)), LawfulBasis.valueOf(row.getString(2)), State.valueOf(row.getString(3)),
                Entry.instant(row.getOffsetDateTime(4)), row.getOffsetDateTime(5).toInstant(), row.getLong(6), row.getUUID(7));
    }

    /** Entries of a person before that number, newest first. */
    Uni<List<Entry>> history(Person person, long before, int limit) {
        return pool.preparedQuery("select " + Entry.COLUMNS + " from consent_entry where person_type = $1 and person_id = $2 and number < $3"
                        + " order by number desc limit " + limit)
                .execute(Tuple.of(person.type().name(), person.id(), before))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Entry::from).toList());
    }

    /** An entry; null where there is none. */
    Uni<Entry> entry(UUID id) {
        return pool.preparedQuery("select " + Entry.COLUMNS + " from consent_entry where id = $1").execute(Tuple.of(id))
                .map(rows -> rows.iterator().hasNext() ? Entry.from(rows.iterator().next()) : null);
    }

    /** People of whom something ends at this moment or has ended, some of them. */
    Uni<List<Person>> endingAt(Instant moment, int limit) {
        return pool.preparedQuery("select distinct person_type, person_id from (select person_type, person_id from consent_standing"
                        + " where state = 'GIVEN' and valid_until <= $1 order by valid_until limit $2) due")
                .execute(Tuple.of(moment.atOffset(java.time.ZoneOffset.UTC), limit))
                .map(rows -> {
                    List<Person> people = new ArrayList<>();
                    rows.forEach(row -> people.add(new Person(Person.Type.valueOf(row.getString(0)), row.getUUID(1))));
                    return people;
                });
    }
}
