package crm.governance.quality;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.IncomingEvent;
import crm.governance.field.CompanyFields;
import crm.governance.record.KnownRecord;
import crm.governance.record.RecordName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Holds the records that events tell of against the rules. */
@Singleton
public class ScoreRecords {

    /** More at once come from an import or the like, and nobody waits for the news of it. */
    private static final int MANY = 50;

    // Told rows are written first and answer how they were scored before; they stay locked until all is written.
    private static final String KEEP = "with told as (select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::boolean[],"
            + " $7::bigint[], $8::text[]) as told (record_type, record_id, version, owner, team, archived, rules_stamp, state)),"
            + " kept as (insert into quality_record as known (record_type, record_id, version, owner, team, archived, rules_stamp)"
            + " select record_type, record_id, version, owner, team, archived, rules_stamp from told"
            + " on conflict (record_type, record_id) do update set version = excluded.version, owner = excluded.owner, team = excluded.team,"
            + " archived = excluded.archived, rules_stamp = excluded.rules_stamp where known.version < excluded.version"
            + " returning record_type, record_id, score, broken, revision),"
            + " states as (insert into quality_state select told.record_type, told.record_id, told.state::json from told"
            + " join kept on kept.record_type = told.record_type and kept.record_id = told.record_id"
            + " on conflict (record_type, record_id) do update set state = excluded.state)"
            + " select record_type, record_id, score, broken, revision from kept";

    private final Rulebooks rulebooks;
    private final WriteScores writeScores;

    ScoreRecords(Rulebooks rulebooks, WriteScores writeScores) {
        this.rulebooks = rulebooks;
        this.writeScores = writeScores;
    }

    private record Told(RecordName name, IncomingEvent event) {
        JsonNode record() {
            return event.data().path("record");
        }

        boolean archived() {
            return record().hasNonNull("archivedAt");
        }
    }

    /** Scores what these events tell the state of, in the open transaction; what is older than what is known changes nothing. */
    public Uni<Void> write(SqlConnection connection, List<IncomingEvent> events) {
        Map<RecordName, Told> latest = new LinkedHashMap<>();
        for (IncomingEvent event : events) {
            if (event.data().path("record").isObject()) {
                RecordName name = RecordName.in(event);
                if (CompanyFields.ENTITIES.contains(name.type())) {
                    latest.merge(name, new Told(name, event), (one, other) -> other.event().recordVersion() >= one.event().recordVersion() ? other : one);
                }
            }
        }
        if (latest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // in one order for all, so that two instances never wait for each other
        List<Told> sorted = new ArrayList<>(latest.values());
        sorted.sort(Comparator.comparing((Told told) -> told.name().type()).thenComparing(told -> told.name().id()));
        return rulebooks.current(connection).chain(shelf -> connection.preparedQuery(KEEP).execute(columns(sorted, shelf))
                .map(rows -> judged(rows, latest, shelf))
                .chain(judged -> writeScores.changed(connection, judged, judged.size() > MANY)));
    }

    private static List<Judgement> judged(Iterable<Row> rows, Map<RecordName, Told> latest, Rulebooks.Shelf shelf) {
        List<Judgement> judged = new ArrayList<>();
        for (Row row : rows) {
            Told told = latest.get(new RecordName(row.getString(0), row.getUUID(1)));
            Rulebook.Verdict now = told.archived() ? Rulebook.Verdict.NONE : shelf.of(row.getString(0)).judge(told.record());
            judged.add(new Judgement(row.getString(0), row.getUUID(1), KnownRecord.text(told.record(), "owner"), KnownRecord.text(told.record(), "team"),
                    row.getInteger(2), Set.of(row.getArrayOfUUIDs(3)), row.getLong(4), now, told.event()));
        }
        return judged;
    }

    private static Tuple columns(List<Told> all, Rulebooks.Shelf shelf) {
        return Tuple.from(Arrays.asList(column(all, told -> told.name().type(), String[]::new), column(all, told -> told.name().id(), UUID[]::new),
                column(all, told -> told.event().recordVersion(), Long[]::new), column(all, told -> KnownRecord.text(told.record(), "owner"), String[]::new),
                column(all, told -> KnownRecord.text(told.record(), "team"), String[]::new), column(all, Told::archived, Boolean[]::new),
                column(all, told -> shelf.of(told.name().type()).stamp(), Long[]::new), column(all, told -> told.record().toString(), String[]::new)));
    }

    private static <X> X[] column(List<Told> all, Function<Told, X> value, IntFunction<X[]> array) {
        return all.stream().map(value).toArray(array);
    }
}
