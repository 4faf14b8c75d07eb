package crm.chassis.imports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.function.Function;

/**
 * An import reads a stream from its start to its end, which is plainest as a sequence of steps on a thread of its own.
 * Here that thread waits for the database, never for ever. Nothing of this may be called on an event loop.
 */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Waiting() {}

    static <X> X on(Uni<X> answer) {
        return answer.await().atMost(PATIENCE);
    }

    /** Runs the work in one transaction, which is rolled back when the work throws. */
    static <X> X inTransaction(Pool pool, Function<SqlConnection, X> work) {
        return inTransaction(pool, work, true);
    }

    /** Runs the work to see what it comes to, and rolls it back in any case. */
    static <X> X onTrial(Pool pool, Function<SqlConnection, X> work) {
        return inTransaction(pool, work, false);
    }

    private static <X> X inTransaction(Pool pool, Function<SqlConnection, X> work, boolean lasting) {
        SqlConnection connection = on(pool.getConnection());
        try {
            Transaction transaction = on(connection.begin());
            X result;
            try {
                result = work.apply(connection);
            } catch (RuntimeException | Error failure) {
                try {
                    on(transaction.rollback());
                } catch (RuntimeException alreadyOver) {
                    failure.addSuppressed(alreadyOver);
                }
                throw failure;
            }
            on(lasting ? transaction.commit() : transaction.rollback());
            return result;
        } finally {
            connection.closeAndForget();
        }
    }
}
