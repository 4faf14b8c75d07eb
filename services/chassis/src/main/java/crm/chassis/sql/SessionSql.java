package crm.chassis.sql;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;

/**
 * Statements of the chassis on the connection of a Hibernate session. They skip the query machinery of Hibernate, which
 * costs several times what the statement itself does, and see only what was flushed.
 */
public final class SessionSql {

    private SessionSql() {}

    /** Runs one statement with {@code $1} style parameters and gives the number of rows it changed. */
    public static Uni<Integer> update(Mutiny.Session session, String sql, Object... parameters) {
        return Uni.createFrom().completionStage(() -> reactive(session).getReactiveConnection().update(sql, parameters));
    }

    /** Runs one query with {@code $1} style parameters; meant for few rows, which are all held in memory. */
    public static Uni<List<Object[]>> select(Mutiny.Session session, String sql, Object... parameters) {
        return Uni.createFrom().completionStage(() -> reactive(session).getReactiveConnection().select(sql, parameters))
                .map(result -> {
                    List<Object[]> rows = new ArrayList<>();
                    result.forEachRemaining(rows::add);
                    return rows;
                });
    }

    /**
     * Runs a query that another one has to be over for, such as one that waits for a lock, with the same parameters. Both are sent
     * at once; the database runs them one after the other, so that the second sees all that was committed while the first waited.
     */
    public static Uni<List<Object[]>> selectAfter(Mutiny.Session session, String first, String sql, Object... parameters) {
        return Uni.combine().all().unis(select(session, first, parameters), select(session, sql, parameters)).with((over, rows) -> rows);
    }

    /** Runs the action once the transaction of the session is committed, and never when it is rolled back. */
    public static void afterCommit(Mutiny.Session session, Runnable action) {
        AfterTransactionCompletionProcess process = (committed, ignored) -> {
            if (committed) {
                action.run();
            }
        };
        reactive(session).getReactiveActionQueue().registerProcess(process);
    }

    private static ReactiveSession reactive(Mutiny.Session session) {
        return ((MutinySessionImpl) session).unwrap(ReactiveSession.class);
    }
}
