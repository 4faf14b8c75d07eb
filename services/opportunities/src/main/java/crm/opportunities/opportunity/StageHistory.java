package crm.opportunities.opportunity;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.access.Me;
import crm.chassis.outbox.SessionSql;
import crm.chassis.record.RecordJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.UUID;

/** Which stages an opportunity went through, and how long it stood in each. */
@Singleton
public class StageHistory {

    private static final int MAX_MOVES = 200;
    private static final String[] MEMBERS = {"fromStageId", "fromStageName", "toStageId", "toStageName", "secondsInPreviousStage", "reason",
        "changedAt", "changedBy"};

    private final Pool pool;
    private final RecordJson json;

    StageHistory(Pool pool, RecordJson json) {
        this.pool = pool;
        this.json = json;
    }

    /** Adds a move to the open transaction. */
    Uni<Void> add(UUID opportunityId, StageMove move, Me me) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "insert into opportunity_stage_history (opportunity_id,"
                        + " from_stage_id, from_stage_name, to_stage_id, to_stage_name, seconds_in_previous_stage, reason, changed_at,"
                        + " changed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                opportunityId, move.from().id, move.from().name, move.to().id, move.to().name, move.secondsInPrevious(), move.reason(),
                move.at().atOffset(ZoneOffset.UTC), me.login()))
                .replaceWithVoid();
    }

    /** The moves, newest first, 200 at most, as {@code {"items":[…]}}. */
    Uni<byte[]> of(UUID opportunityId) {
        return pool.preparedQuery("select from_stage_id, from_stage_name, to_stage_id, to_stage_name, seconds_in_previous_stage, reason,"
                        + " changed_at, changed_by from opportunity_stage_history where opportunity_id = $1 order by id desc limit " + MAX_MOVES)
                .execute(Tuple.of(opportunityId))
                .map(rows -> json.write(generator -> {
                    generator.writeStartObject();
                    generator.writeArrayFieldStart("items");
                    for (Row row : rows) {
                        write(generator, row);
                    }
                    generator.writeEndArray();
                    generator.writeEndObject();
                }));
    }

    private static void write(JsonGenerator generator, Row row) throws IOException {
        generator.writeStartObject();
        for (int i = 0; i < MEMBERS.length; i++) {
            if (row.getValue(i) != null) {
                generator.writeFieldName(MEMBERS[i]);
                RecordJson.simple(generator, row.getValue(i));
            }
        }
        generator.writeEndObject();
    }
}
