package crm.chassis.inbox;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells what a failed handler means for its message. */
enum Fault {
    /** No retry can cure it. */
    POISON,
    /** It lies in the surroundings and will pass: connections, timeouts, conflicts between transactions. */
    TRANSIENT,
    /** Worth a few tries. */
    UNKNOWN;

    /** Connection, conflict, resources, operator intervention: classes of SQLSTATE (PostgreSQL, appendix A). */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int DEEPEST_CAUSE = 20;

    static Fault of(Throwable fault) {
        if (fault instanceof PoisonMessage || fault instanceof IllegalArgumentException) {
            return POISON;
        }
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (passes(cause)) {
                return TRANSIENT;
            }
            cause = cause.getCause();
        }
        return UNKNOWN;
    }

    private static boolean passes(Throwable cause) {
        if (cause instanceof DatabaseException database) {
            return passes(database.getSqlState());
        }
        if (cause instanceof SQLException sql) {
            return passes(sql.getSQLState());
        }
        // Vert.x tells of closed connections and full pools without a type of their own.
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable;
    }

    private static boolean passes(String sqlState) {
        return sqlState != null && sqlState.length() == 5 && PASSING.contains(sqlState.substring(0, 2));
    }
}
