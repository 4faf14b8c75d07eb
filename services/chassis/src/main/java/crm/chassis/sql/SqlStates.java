package crm.chassis.sql;

import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;

/** What a failure of the database means, wherever in the chain of causes it stands. */
public final class SqlStates {

    private SqlStates() {}

    /** Unique violation, SQLSTATE 23505. */
    public static boolean isTaken(Throwable failure) {
        return "23505".equals(of(failure));
    }

    /** Another transaction changed the record first. */
    public static boolean isStale(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StaleStateException || cause instanceof OptimisticLockException) {
                return true;
            }
        }
        return "40001".equals(of(failure)) || "40P01".equals(of(failure));
    }

    /** The SQLSTATE; null where the failure is none of PostgreSQL's. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres) {
                return postgres.getSqlState();
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
