package crm.governance.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Scores again what was scored by rules of before, some records in a transaction, which marks them as done. So it goes
 * on where it was after a restart, on any instance, and records that come in meanwhile under the old rules are found
 * too. Waits while much is waiting to be published, since users come first.
 */
@ApplicationScoped
class Rescore {

    private static final int AT_ONCE = 200;
    private static final int MOST_WAITING = 5_000;
    private static final String BEHIND = "select known.record_type, known.record_id, known.owner, known.team, known.archived, known.score, known.broken,"
            + " known.revision, state.state::text from unnest($1::text[], $2::bigint[]) as rules (entity, stamp)"
            + " cross join lateral (select * from quality_record where record_type = rules.entity and rules_stamp < rules.stamp"
            + " order by rules_stamp limit " + AT_ONCE + " for update skip locked) known"
            + " join quality_state state on state.record_type = known.record_type and state.record_id = known.record_id"
            + " where (select count(*) from (select 1 from outbox limit " + MOST_WAITING + ") waiting) < " + MOST_WAITING + " limit " + AT_ONCE;
    private static final String UP_TO_DATE = "update quality_record known set rules_stamp = done.stamp"
            + " from unnest($1::text[], $2::uuid[], $3::bigint[]) as done (record_type, record_id, stamp)"
            + " where known.record_type = done.record_type and known.record_id = done.record_id";

    private final Pool pool;
    private final Rulebooks rulebooks;
    private final WriteScores writeScores;
    private final ObjectMapper json;

    Rescore(Pool pool, Rulebooks rulebooks, WriteScores writeScores, ObjectMapper json) {
        this.pool = pool;
        this.rulebooks = rulebooks;
        this.writeScores = writeScores;
        this.json = json;
    }

    @Scheduled(identity = "quality-rescore", every = "${crm.quality.rescore-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return Uni.createFrom().deferred(() -> pool.withTransaction(this::batch)).repeat().whilst(more -> more).collect().last().replaceWithVoid();
    }

    /** Scores the next records again; false where there is nothing to do now. */
    private Uni<Boolean> batch(SqlConnection connection) {
        return rulebooks.current(connection).chain(shelf -> {
            List<Rulebook> books = List.copyOf(shelf.books().values());
            return connection.preparedQuery(BEHIND).execute(Tuple.of(books.stream().map(Rulebook::entity).toArray(String[]::new),
                            books.stream().map(Rulebook::stamp).toArray(Long[]::new)))
                    .chain(rows -> rows.size() == 0 ? Uni.createFrom().item(false) : rescore(connection, rows, shelf).replaceWith(true));
        });
    }

    private Uni<Void> rescore(SqlConnection connection, Iterable<Row> rows, Rulebooks.Shelf shelf) {
        List<Judgement> judged = new ArrayList<>();
        for (Row row : rows) {
            Rulebook.Verdict now = row.getBoolean(4) ? Rulebook.Verdict.NONE : shelf.of(row.getString(0)).judge(tree(row.getString(8)));
            judged.add(new Judgement(row.getString(0), row.getUUID(1), row.getString(2), row.getString(3), row.getInteger(5),
                    Set.of(row.getArrayOfUUIDs(6)), row.getLong(7), now, null));
        }
        return connection.preparedQuery(UP_TO_DATE).execute(Tuple.of(judged.stream().map(Judgement::recordType).toArray(String[]::new),
                        judged.stream().map(Judgement::recordId).toArray(UUID[]::new),
                        judged.stream().map(each -> shelf.of(each.recordType()).stamp()).toArray(Long[]::new)))
                .chain(() -> writeScores.changed(connection, judged, true));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
