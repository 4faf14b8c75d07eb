package crm.opportunities.value;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The cases of accounts that were closed, as the cases service told; each counts once, however often it was opened again. */
@Singleton
public class ServedCases {

    private static final String CLOSED = "insert into served_case (case_id, account_id, closed_at) values ($1, $2, $3)"
            + " on conflict (case_id) do update set account_id = excluded.account_id, closed_at = excluded.closed_at";

    /** In the open transaction; a case of no account is none that a customer cost. */
    public Uni<Void> closed(UUID caseId, UUID accountId, Instant at) {
        return accountId == null ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> SessionSql.update(session, CLOSED, caseId, accountId, at.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}
