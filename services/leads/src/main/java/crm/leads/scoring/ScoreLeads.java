package crm.leads.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.sql.Parameters;
import crm.leads.integration.LeadAnnouncements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Scores leads in batches. A score is written past the record's version: it follows from the lead and changes nothing of
 * what somebody read or is about to write. It is written only onto the version that it was computed from, so that of two
 * instances one writes, and what changed meanwhile is scored again.
 */
@Singleton
class ScoreLeads {

    static final int BATCH = 200;

    private static final String DUE = "scored_version <> version and archived_at is null and ";
    private static final String IMPORTED = "version = 1 and source is not distinct from 'IMPORT'";
    private static final String WRITE = "update lead set score = scored.score, score_reasons = scored.reasons::jsonb, score_basis = scored.basis,"
            + " score_completeness = scored.completeness, scored_version = lead.version from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[],"
            + " $5::text[], $6::int[]) as scored (id, version, score, reasons, basis, completeness)"
            + " where lead.id = scored.id and lead.version = scored.version and (lead.scored_version <> lead.version"
            + " or lead.score is distinct from scored.score or lead.score_reasons is distinct from scored.reasons::jsonb) returning lead.id";

    private final Pool pool;
    private final Outbox outbox;
    private final LeadAnnouncements announcements;
    private final ObjectMapper json;
    private final Clock clock;

    ScoreLeads(Pool pool, Outbox outbox, LeadAnnouncements announcements, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.announcements = announcements;
        this.json = json;
        this.clock = clock;
    }

    /** A lead as it is to be scored. */
    private record Due(UUID id, long version, Long before, Speaker.Score now) {}

    /** What somebody's doing made due, the newest first; answers how many there were. */
    int changed(Speaker speaker) {
        return write(score(speaker, DUE + "not (" + IMPORTED + ") order by updated_at desc", new Parameters()), speaker, false);
    }

    /** What imports brought. */
    int imported(Speaker speaker) {
        return write(score(speaker, DUE + IMPORTED + " order by id", new Parameters()), speaker, true);
    }

    /** How far a batch came. */
    record Reached(UUID id, int count) {}

    /** Leads after an id in the order of their ids; null where there is none. */
    Reached after(Speaker speaker, UUID id) {
        Parameters parameters = new Parameters();
        List<Due> due = score(speaker, "archived_at is null and status not in ('CONVERTED', 'JUNK') and id > " + parameters.add(id) + " order by id", parameters);
        write(due, speaker, true);
        return due.isEmpty() ? null : new Reached(due.get(due.size() - 1).id(), due.size());
    }

    private List<Due> score(Speaker speaker, String which, Parameters parameters) {
        List<String> fields = LeadFeatures.fields(speaker.model() == null ? speaker.features() : speaker.model().features(), List.of());
        String rules = speaker.model() == null ? speaker.rules().columns(clock, parameters) : "";
        RowSet<Row> rows = Speakers.rows(pool, "select id, version, score" + LeadFeatures.columns(fields) + rules + " from lead where " + which
                + " limit " + BATCH, parameters.tuple());
        List<Due> due = new ArrayList<>();
        for (Row row : rows) {
            boolean[] met = new boolean[speaker.model() == null ? speaker.rules().rules().size() : 0];
            IntStream.range(0, met.length).forEach(i -> met[i] = row.getBoolean(3 + fields.size() + i));
            due.add(new Due(row.getUUID(0), row.getLong(1), row.getLong(2), speaker.score(LeadFeatures.values(row, fields, 3), met)));
        }
        return due;
    }

    private int write(List<Due> due, Speaker speaker, boolean bulk) {
        if (!due.isEmpty()) {
            pool.withTransaction(connection -> write(connection, due).chain(written -> outbox.addAll(connection, events(due, written, speaker, bulk))))
                    .await().atMost(Speakers.PATIENCE);
        }
        return due.size();
    }

    private Uni<Map<UUID, Boolean>> write(SqlConnection connection, List<Due> due) {
        Tuple columns = Tuple.from(List.<Object>of(
                due.stream().map(Due::id).toArray(UUID[]::new),
                due.stream().map(Due::version).toArray(Long[]::new),
                due.stream().map(each -> each.now().score()).toArray(Long[]::new),
                due.stream().map(each -> text(each.now().reasons())).toArray(String[]::new),
                due.stream().map(each -> each.now().basis().name()).toArray(String[]::new),
                due.stream().map(each -> each.now().completeness()).toArray(Integer[]::new)));
        return connection.preparedQuery(WRITE).execute(columns).map(rows -> {
            Map<UUID, Boolean> written = new HashMap<>();
            rows.forEach(row -> written.put(row.getUUID(0), true));
            return written;
        });
    }

    /** Told is a score that is another one than before. */
    private List<OutgoingEvent> events(List<Due> due, Map<UUID, Boolean> written, Speaker speaker, boolean bulk) {
        List<OutgoingEvent> events = new ArrayList<>();
        for (Due each : due) {
            if (written.containsKey(each.id()) && !Objects.equals(each.before(), each.now().score())) {
                OutgoingEvent event = announcements.scored(each.id(), each.version(), each.before(), each.now(), speaker.modelNumber());
                events.add(bulk ? event.inBulk() : event);
            }
        }
        return events;
    }

    private String text(List<Map<String, Object>> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
