package crm.cases.comment;

import crm.chassis.list.ListRequest;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** All that was said about cases. */
@Singleton
public class Comments {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Pool pool;

    Comments(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(Mutiny.Session session, Comment comment) {
        return SessionSql.update(session, "insert into case_comment (id, case_id, visibility, from_customer, author, text, created_at)"
                        + " values ($1, $2, $3, $4, $5, $6, $7)",
                comment.id(), comment.caseId(), comment.visibility().name(), comment.fromCustomer(), comment.author(), comment.text(),
                OffsetDateTime.ofInstant(comment.createdAt(), ZoneOffset.UTC)).replaceWithVoid();
    }

    /** Comments of a case, oldest first; ids are made in the order of time. */
    public Uni<CommentPage> page(UUID caseId, Integer limit, String cursor) {
        int most = limit == null ? ListRequest.DEFAULT_LIMIT : limit;
        if (most < 1 || most > ListRequest.MAX_LIMIT) {
            throw Problem.malformed("limit has to be between 1 and " + ListRequest.MAX_LIMIT + ".");
        }
        return pool.preparedQuery("select id, visibility, from_customer, author, text, created_at from case_comment"
                        + " where case_id = $1 and id > $2 order by id limit $3")
                .execute(Tuple.of(caseId, after(cursor), most + 1))
                .map(rows -> {
                    List<CommentView> items = new ArrayList<>();
                    rows.forEach(row -> items.add(new CommentView(row.getUUID(0), Visibility.valueOf(row.getString(1)), row.getBoolean(2),
                            row.getString(3), row.getString(4), row.getOffsetDateTime(5).toInstant())));
                    boolean more = items.size() > most;
                    List<CommentView> shown = more ? items.subList(0, most) : items;
                    return new CommentPage(shown, more ? shown.get(most - 1).id().toString() : null);
                });
    }

    private static UUID after(String cursor) {
        try {
            return cursor == null ? BEFORE_ALL : UUID.fromString(cursor);
        } catch (IllegalArgumentException none) {
            throw Problem.malformed("The cursor is not one of this list.");
        }
    }
}
