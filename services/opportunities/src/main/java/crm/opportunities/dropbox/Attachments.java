package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import crm.opportunities.activity.Activities;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Files that came with activities. Whoever sees the activity sees them. */
@Singleton
class Attachments {

    private final Pool pool;
    private final Activities activities;

    Attachments(Pool pool, Activities activities) {
        this.pool = pool;
        this.activities = activities;
    }

    /** One of them. */
    record Content(String name, String type, byte[] bytes) {}

    /** In the open transaction. */
    Uni<Void> add(UUID activity, List<IncomingMail.Attachment> files) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (IncomingMail.Attachment file : files) {
            all = all.chain(Panache::getSession).chain(session -> SessionSql.update(session, "insert into activity_attachment (id, activity_id, name, type, bytes, content)"
                    + " values ($1, $2, $3, $4, $5, $6)", Ids.next(), activity, file.name(), file.type(), file.content().length, Buffer.buffer(file.content()))).replaceWithVoid();
        }
        return all;
    }

    Uni<byte[]> of(UUID activity, Me me) {
        return activities.chassis().queries().one(activities.type(), activity, "id", me)
                .chain(visible -> pool.preparedQuery("select coalesce(json_agg(json_build_object('id', id, 'name', name, 'type', type, 'bytes', bytes) order by id), '[]')::text"
                        + " from activity_attachment where activity_id = $1").execute(Tuple.of(activity)))
                .map(rows -> ("{\"items\":" + rows.iterator().next().getString(0) + "}").getBytes(StandardCharsets.UTF_8));
    }

    Uni<Content> one(UUID activity, UUID id, Me me) {
        return activities.chassis().queries().one(activities.type(), activity, "id", me)
                .chain(visible -> pool.preparedQuery("select name, type, content from activity_attachment where activity_id = $1 and id = $2").execute(Tuple.of(activity, id)))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw Problem.notFound();
                    }
                    var row = rows.iterator().next();
                    return new Content(row.getString(0), row.getString(1), row.getBuffer(2).getBytes());
                });
    }
}
