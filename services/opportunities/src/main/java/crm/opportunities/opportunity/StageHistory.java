package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which stages an opportunity went through, and how long it stood in each. */
@Singleton
public class StageHistory {

    private static final int MAX_MOVES = 200;

    private final Pool pool;

    StageHistory(Pool pool) {
        this.pool = pool;
    }

    /** Adds a move to the open transaction. */
    Uni<Void> add(UUID opportunityId, StageMove move, Me me) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "insert into opportunity_stage_history (opportunity_id,"
                        + " from_stage_id, from_stage_name, to_stage_id, to_stage_name, seconds_in_previous_stage, reason, changed_at,"
                        + " changed_by, overridden, pipeline_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                opportunityId, move.from().id, move.from().name, move.to().id, move.to().name, move.secondsInPrevious(), move.reason(),
                move.at().atOffset(ZoneOffset.UTC), me.login(), move.overridden().toArray(String[]::new), move.to().pipelineVersion))
                .replaceWithVoid();
    }

    /** The moves, newest first, 200 at most. */
    Uni<StageMoves> of(UUID opportunityId) {
        return pool.preparedQuery("select from_stage_id, from_stage_name, to_stage_id, to_stage_name, seconds_in_previous_stage, reason,"
                        + " changed_at, changed_by, overridden, pipeline_version from opportunity_stage_history where opportunity_id = $1 order by id desc limit " + MAX_MOVES)
                .execute(Tuple.of(opportunityId))
                .map(rows -> new StageMoves(StreamSupport.stream(rows.spliterator(), false).map(StageHistory::move).toList()));
    }

    private static StageMoves.Move move(Row row) {
        List<String> overridden = List.of(row.getArrayOfStrings(8));
        return new StageMoves.Move(row.getUUID(0), row.getString(1), row.getUUID(2), row.getString(3), row.getLong(4), row.getString(5),
                overridden.isEmpty() ? null : overridden, row.getLong(9), row.getOffsetDateTime(6).toInstant(), row.getString(7));
    }
}
