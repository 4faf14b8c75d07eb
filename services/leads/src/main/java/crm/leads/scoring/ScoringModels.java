package crm.leads.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.UUID;

/** The models that were asked for: how far each is, how good it is, and which one speaks. */
@Singleton
class ScoringModels {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int MOST_SHOWN = 50;
    private static final String VIEW = "select id, number, state, progress, reason, requested_by, created_at, trained_at, report from score_model";
    private static final String REQUEST = "insert into score_model (id, state, requested_by, created_at) values ($1, 'QUEUED', $2, $3)";
    private static final String CLAIM = "update score_model set state = 'TRAINING', progress = 0, lease_until = $2 where id = (select id from score_model"
            + " where state = 'QUEUED' or state = 'TRAINING' and lease_until < $1 order by created_at limit 1 for update skip locked) returning id";
    private static final String PROGRESS = "update score_model set progress = $2, lease_until = $3 where id = $1 and state = 'TRAINING'";
    private static final String RETIRE = "update score_model set state = 'RETIRED' where state = 'CHAMPION'";
    private static final String FINISH = "update score_model set state = $2, progress = 100, reason = $3, trained_at = $4, report = $5, model = $6,"
            + " lease_until = null where id = $1 and state = 'TRAINING'";
    // only where nothing is under way and the last one is old enough
    private static final String ON_SCHEDULE = "insert into score_model (id, state, requested_by, created_at) select $1, 'QUEUED', 'leads', $2"
            + " where exists (select 1 from score_model) and not exists (select 1 from score_model where created_at > $3 or state in ('QUEUED', 'TRAINING'))";

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    ScoringModels(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    Uni<ObjectNode> request(String login) {
        UUID id = Ids.next();
        return pool.preparedQuery(REQUEST).execute(Tuple.of(id, login, now())).chain(() -> one(id.toString()));
    }

    Uni<ObjectNode> one(String id) {
        return view(pool.preparedQuery(VIEW + " where id = $1").execute(Tuple.of(Ids.ofPath(id))));
    }

    /** The model that speaks. */
    Uni<ObjectNode> current() {
        return view(pool.query(VIEW + " where state = 'CHAMPION'").execute());
    }

    private Uni<ObjectNode> view(Uni<RowSet<Row>> rows) {
        return rows.map(found -> {
            if (found.size() == 0) {
                throw Problem.notFound();
            }
            return view(found.iterator().next());
        });
    }

    /** The latest, the newest first. */
    Uni<ObjectNode> list() {
        return pool.query(VIEW + " order by number desc limit " + MOST_SHOWN).execute().map(rows -> {
            ObjectNode page = json.createObjectNode();
            ArrayNode items = page.putArray("items");
            rows.forEach(row -> items.add(view(row)));
            return page;
        });
    }

    private ObjectNode view(Row row) {
        ObjectNode view = json.createObjectNode().put("id", row.getUUID(0).toString()).put("version", row.getLong(1)).put("state", row.getString(2))
                .put("progress", row.getInteger(3)).put("requestedBy", row.getString(5)).put("createdAt", row.getOffsetDateTime(6).toInstant().toString());
        if (row.getString(4) != null) {
            view.put("reason", row.getString(4));
        }
        if (row.getOffsetDateTime(7) != null) {
            view.put("trainedAt", row.getOffsetDateTime(7).toInstant().toString());
        }
        try {
            if (row.getString(8) != null) {
                view.setAll((ObjectNode) json.readTree(row.getString(8)));
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return view;
    }

    // ---- for the thread that trains --------------------------------------------------------------------------------

    /** The next model to train; null where there is none. One that somebody began and did not finish is begun again. */
    UUID claim() {
        Iterator<Row> claimed = Speakers.rows(pool, CLAIM, Tuple.of(now(), now().plus(LEASE))).iterator();
        return claimed.hasNext() ? claimed.next().getUUID(0) : null;
    }

    void progress(UUID id, int percent) {
        Speakers.rows(pool, PROGRESS, Tuple.of(id, percent, now().plus(LEASE)));
    }

    /** Writes down what came of it; a champion takes the place of the one before in the same transaction. */
    void finish(UUID id, String state, String reason, ObjectNode report, byte[] model) {
        Tuple row = Tuple.from(Arrays.asList(id, state, reason, now(), report == null ? null : report.toString(), model == null ? null : Buffer.buffer(model)));
        pool.withTransaction(connection -> (state.equals("CHAMPION") ? connection.query(RETIRE).execute().replaceWithVoid() : Uni.createFrom().voidItem())
                .chain(() -> connection.preparedQuery(FINISH).execute(row))).await().atMost(Speakers.PATIENCE);
    }

    /** Asks for a new model where the last one is older than so many days. */
    void onSchedule(int days) {
        if (days > 0) {
            Speakers.rows(pool, ON_SCHEDULE, Tuple.of(Ids.next(), now(), now().minusDays(days)));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
