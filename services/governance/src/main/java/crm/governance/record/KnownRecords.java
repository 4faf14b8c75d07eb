package crm.governance.record;

import crm.chassis.inbox.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Keeps up with whose the records of the other services are and which customer they belong to. */
@Singleton
public class KnownRecords {

    // What a conversion links stays linked, whatever state of the lead is heard before or after it.
    private static final String KEEP = "insert into known_record as known (record_type, record_id, version, owner, team, label, lead_id, contact_id,"
            + " account_id, opportunity_id) select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[],"
            + " $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[])"
            + " on conflict (record_type, record_id) do update set version = excluded.version, owner = excluded.owner, team = excluded.team,"
            + " label = excluded.label, lead_id = excluded.lead_id,"
            + " contact_id = case known.record_type when 'lead' then coalesce(excluded.contact_id, known.contact_id) else excluded.contact_id end,"
            + " account_id = case known.record_type when 'lead' then coalesce(excluded.account_id, known.account_id) else excluded.account_id end,"
            + " opportunity_id = case known.record_type when 'lead' then coalesce(excluded.opportunity_id, known.opportunity_id)"
            + " else excluded.opportunity_id end where known.version <= excluded.version";
    private static final String LINK = "insert into known_record as known (record_type, version, record_id, contact_id, account_id, opportunity_id)"
            + " select 'lead', 0, * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])"
            + " on conflict (record_type, record_id) do update set contact_id = coalesce(known.contact_id, excluded.contact_id),"
            + " account_id = coalesce(known.account_id, excluded.account_id), opportunity_id = coalesce(known.opportunity_id, excluded.opportunity_id)";
    private static final String INHERIT = "insert into consent_heir (lead_id, contact_id) select * from unnest($1::uuid[], $2::uuid[])"
            + " on conflict do nothing";

    private record Key(String type, UUID id) {}

    /** Takes over what these events tell, in the open transaction; what is older than what is known changes nothing. */
    public Uni<Void> keep(SqlConnection connection, List<IncomingEvent> events) {
        Map<Key, KnownRecord> states = new LinkedHashMap<>();
        Map<UUID, KnownRecord> conversions = new LinkedHashMap<>();
        for (IncomingEvent event : events) {
            KnownRecord told = KnownRecord.in(event);
            if (told != null && told.version() == 0) {
                conversions.put(told.id(), told);
            } else if (told != null) {
                states.merge(new Key(told.type(), told.id()), told, (one, other) -> other.version() >= one.version() ? other : one);
            }
        }
        return states(connection, states.values()).chain(() -> conversions(connection, conversions.values()));
    }

    private static Uni<Void> states(SqlConnection connection, Collection<KnownRecord> states) {
        if (states.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // in one order for all, so that two instances never wait for each other
        List<KnownRecord> sorted = new ArrayList<>(states);
        sorted.sort(java.util.Comparator.comparing(KnownRecord::type).thenComparing(record -> record.id()));
        return connection.preparedQuery(KEEP).execute(Tuple.from(Arrays.asList(column(sorted, KnownRecord::type, String[]::new),
                        column(sorted, KnownRecord::id, UUID[]::new), column(sorted, KnownRecord::version, Long[]::new),
                        column(sorted, KnownRecord::owner, String[]::new), column(sorted, KnownRecord::team, String[]::new),
                        column(sorted, KnownRecord::label, String[]::new), column(sorted, KnownRecord::leadId, UUID[]::new),
                        column(sorted, KnownRecord::contactId, UUID[]::new), column(sorted, KnownRecord::accountId, UUID[]::new),
                        column(sorted, KnownRecord::opportunityId, UUID[]::new))))
                .replaceWithVoid();
    }

    private static Uni<Void> conversions(SqlConnection connection, Collection<KnownRecord> conversions) {
        List<KnownRecord> complete = conversions.stream().filter(each -> each.contactId() != null).toList();
        if (complete.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] leads = column(complete, KnownRecord::id, UUID[]::new);
        UUID[] contacts = column(complete, KnownRecord::contactId, UUID[]::new);
        return connection.preparedQuery(LINK).execute(Tuple.of(leads, contacts, column(complete, KnownRecord::accountId, UUID[]::new),
                        column(complete, KnownRecord::opportunityId, UUID[]::new)))
                .chain(() -> connection.preparedQuery(INHERIT).execute(Tuple.of(leads, contacts)))
                .replaceWithVoid();
    }

    private static <X> X[] column(List<KnownRecord> records, Function<KnownRecord, X> value, IntFunction<X[]> array) {
        return records.stream().map(value).toArray(array);
    }
}
