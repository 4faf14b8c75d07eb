package crm.campaigns.member;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What became of files of members, for who sent them and who looks after the whole. */
@Singleton
final class MemberImports {

    private static final String ONE = "select started_by, report::text, errors from member_import where id = $1 and campaign_id = $2";

    private final Pool pool;

    MemberImports(Pool pool) {
        this.pool = pool;
    }

    /** The report as JSON. */
    Uni<byte[]> report(UUID campaignId, UUID id, Me me) {
        return one(campaignId, id, me).map(row -> row.getString(1).getBytes(StandardCharsets.UTF_8));
    }

    /** The rows that failed as CSV. */
    Uni<byte[]> errors(UUID campaignId, UUID id, Me me) {
        return one(campaignId, id, me).map(row -> row.getString(2).getBytes(StandardCharsets.UTF_8));
    }

    private Uni<Row> one(UUID campaignId, UUID id, Me me) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id, campaignId)).map(rows -> {
            var iterator = rows.iterator();
            Row row = iterator.hasNext() ? iterator.next() : null;
            if (row == null || !row.getString(0).equals(me.login()) && !me.has("crm-admin") && !me.has("marketing-manager")) {
                throw Problem.notFound();
            }
            return row;
        });
    }
}
