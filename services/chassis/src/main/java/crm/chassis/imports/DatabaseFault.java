package crm.chassis.imports;

import crm.chassis.problem.Problem;
import crm.chassis.sql.SqlStates;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failed statement of an import means. */
enum DatabaseFault {
    /** A value of a row breaks a rule of the database: that row fails, the others do not. */
    OF_A_ROW,
    /** Connections, conflicts between transactions, resources: the import waits and goes on. */
    PASSING,
    /** Anything else: tried again a few times, then the import stops. */
    UNFORESEEN;

    /** Classes of SQLSTATE: connection, conflict, resources, object state, operator intervention. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "25", "40", "53", "55", "57");

    static DatabaseFault of(Throwable failure) {
        String state = SqlStates.of(failure);
        if (state != null) {
            return state.startsWith("22") || state.startsWith("23") ? OF_A_ROW
                    : PASSING_CLASSES.contains(state.substring(0, 2)) ? PASSING : UNFORESEEN;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException
                    || cause instanceof io.smallrye.mutiny.TimeoutException || cause instanceof NoStackTraceThrowable) {
                return PASSING;
            }
        }
        return UNFORESEEN;
    }

    /** The reason for the error file, in words for people. */
    static String reason(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem.getMessage();
        }
        return switch (String.valueOf(SqlStates.of(failure))) {
            case "23505" -> "There is another record with a value that has to be unique.";
            case "23503" -> "A record that this row refers to does not exist.";
            case "23502" -> "A value that every record needs is missing.";
            case "22003" -> "A number is too large.";
            case "22021", "22P05" -> "A text contains a character that cannot be stored.";
            default -> "The database does not accept a value of this row.";
        };
    }
}
