package crm.cases.support;

import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Numbers without gaps. The counter is locked from the moment a number is taken until the transaction ends, so one that
 * is rolled back gives its number back before anybody else sees the next; therefore it is taken last, after all checks.
 */
@Singleton
class CaseNumbers {

    private static final String TAKE = "update case_counter set value = value + $1 returning value";

    /** The next number, for a case that is stored in this transaction. */
    Uni<String> next(Mutiny.Session session) {
        return SessionSql.select(session, TAKE, 1L).map(rows -> text((Long) rows.get(0)[0]));
    }

    /** Gives the next numbers to cases that are stored in the transaction of this connection. */
    Uni<Void> give(SqlConnection connection, List<SupportCase> cases) {
        return connection.preparedQuery(TAKE).execute(Tuple.of((long) cases.size())).invoke(rows -> {
            long number = rows.iterator().next().getLong(0) - cases.size();
            for (SupportCase each : cases) {
                each.number = text(++number);
            }
        }).replaceWithVoid();
    }

    private static String text(long number) {
        return "CASE-" + number;
    }
}
