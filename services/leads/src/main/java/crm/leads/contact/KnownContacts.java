package crm.leads.contact;

import crm.chassis.inbox.IncomingEvent;
import crm.chassis.sql.SessionSql;
import crm.leads.lead.Lead;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A copy of what opportunities tells of contacts, reduced to what a form is compared with: email, telephone numbers, the
 * key of the name, and whose the contact is. Of an archived contact only the version stays, so that an older state that
 * comes late does not bring it back.
 */
@Singleton
public class KnownContacts {

    private static final String ARCHIVED = "{}";

    private static final String KEEP_ALL = "insert into known_contact (id, version, account_id, owner, team, person, emails, phones)"
            + " select id, version, cast(r ->> 'accountId' as uuid), r ->> 'owner', r ->> 'team', person_key(r ->> 'firstName', r ->> 'lastName'),"
            + " array(select lower(email) from jsonb_array_elements_text(r -> 'emails') as email),"
            + " array(select phone_key(phone) from jsonb_array_elements_text(r -> 'phones') as phone where phone_key(phone) is not null)"
            + " from (select id, version, cast(record as jsonb) as r from unnest($1::uuid[], $2::bigint[], $3::text[]) as told (id, version, record)) as state"
            + " on conflict (id) do update set version = excluded.version, account_id = excluded.account_id, owner = excluded.owner, team = excluded.team,"
            + " person = excluded.person, emails = excluded.emails, phones = excluded.phones where known_contact.version < excluded.version";

    /** As among leads, a telephone number that somebody of quite another name uses is that of a company or a family. */
    private static final String MATCHING = "select id, account_id, owner, team from known_contact"
            + " where emails @> array[lower($1::text)] or (phones && array_remove(array[phone_key($2::text), phone_key($3::text)], null)"
            + " and (person is null or person_key($4::text, $5::text) is null or likeness(person, person_key($4::text, $5::text)) >= 0.3))"
            + " order by coalesce(emails @> array[lower($1::text)], false) desc, id limit 1";

    /** Keeps the newest of the states that these events carry, in the open transaction. */
    public Uni<Void> keepAll(List<IncomingEvent> events) {
        Map<UUID, IncomingEvent> newest = new TreeMap<>();
        events.stream().filter(event -> event.data().path("record").isObject()).forEach(event -> newest.merge(event.subject(), event,
                (one, other) -> other.recordVersion() > one.recordVersion() ? other : one));
        List<IncomingEvent> states = List.copyOf(newest.values());
        return states.isEmpty() ? Uni.createFrom().voidItem() : Panache.getSession().chain(session -> SessionSql.update(session, KEEP_ALL,
                states.stream().map(IncomingEvent::subject).toArray(UUID[]::new), states.stream().map(IncomingEvent::recordVersion).toArray(Long[]::new),
                states.stream().map(KnownContacts::kept).toArray(String[]::new))).replaceWithVoid();
    }

    private static String kept(IncomingEvent event) {
        return event.data().path("record").hasNonNull("archivedAt") ? ARCHIVED : event.data().path("record").toString();
    }

    /** The contact of the same email, or else of the same telephone number and a like name; null where there is none. */
    public Uni<KnownContact> matching(Lead lead) {
        return Panache.getSession().chain(session -> SessionSql.select(session, MATCHING, lead.email, lead.phone, lead.mobile, lead.firstName, lead.lastName))
                .map(rows -> rows.isEmpty() ? null : of(rows.get(0)));
    }

    private static KnownContact of(Object[] row) {
        return new KnownContact((UUID) row[0], (UUID) row[1], (String) row[2], (String) row[3]);
    }
}
