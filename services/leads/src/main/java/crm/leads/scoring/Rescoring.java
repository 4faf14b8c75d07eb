package crm.leads.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.UUID;

/** Scores all leads again, batch by batch, whenever nothing that people did waits. */
@Singleton
class Rescoring {

    // one job at a time: another wish begins it anew
    private static final String BEGIN = "with ended as (update score_rescoring set state = 'COMPLETED', finished_at = $3 where state = 'RUNNING')"
            + " insert into score_rescoring (id, state, requested_by, created_at) values ($1, 'RUNNING', $2, $3)";
    private static final String RUNNING = "select id, after_id from score_rescoring where state = 'RUNNING' order by created_at limit 1";
    private static final String ADVANCE = "update score_rescoring set after_id = $2, scored = scored + $3 where id = $1 and after_id = $4 and state = 'RUNNING'";
    private static final String END = "update score_rescoring set state = 'COMPLETED', finished_at = $2 where id = $1 and state = 'RUNNING'";
    private static final String LATEST = "select id, state, scored, requested_by, created_at, finished_at from score_rescoring order by created_at desc limit 1";

    private final ScoreLeads scoreLeads;
    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    Rescoring(ScoreLeads scoreLeads, Pool pool, ObjectMapper json, Clock clock) {
        this.scoreLeads = scoreLeads;
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    Uni<UUID> begin(String requestedBy) {
        UUID id = Ids.next();
        return pool.preparedQuery(BEGIN).execute(Tuple.of(id, requestedBy, now())).replaceWith(id);
    }

    /** Does one batch; answers whether there was one. Two instances that do the same batch write the same. */
    boolean step(Speaker speaker) {
        Iterator<Row> running = Speakers.rows(pool, RUNNING, Tuple.tuple()).iterator();
        if (!running.hasNext()) {
            return false;
        }
        Row job = running.next();
        ScoreLeads.Reached last = speaker.isMute() ? null : scoreLeads.after(speaker, job.getUUID(1));
        if (last == null) {
            Speakers.rows(pool, END, Tuple.of(job.getUUID(0), now()));
        } else {
            Speakers.rows(pool, ADVANCE, Tuple.of(job.getUUID(0), last.id(), (long) last.count(), job.getUUID(1)));
        }
        return true;
    }

    /** The latest job; an empty object where there never was one. */
    Uni<ObjectNode> latest() {
        return pool.query(LATEST).execute().map(rows -> {
            ObjectNode view = json.createObjectNode();
            for (Row row : rows) {
                view.put("id", row.getUUID(0).toString()).put("state", row.getString(1)).put("scored", row.getLong(2))
                        .put("requestedBy", row.getString(3)).put("createdAt", row.getOffsetDateTime(4).toInstant().toString());
                if (row.getOffsetDateTime(5) != null) {
                    view.put("finishedAt", row.getOffsetDateTime(5).toInstant().toString());
                }
            }
            return view;
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
