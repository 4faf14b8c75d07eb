package crm.governance.consent;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which contact a converted lead lives on as. */
@Singleton
class Heirs {

    private final Pool pool;

    Heirs(Pool pool) {
        this.pool = pool;
    }

    /** Leads whose contact has not got their consents yet, some of them. */
    Uni<List<UUID>> waiting(int limit) {
        return pool.preparedQuery("select lead_id from consent_heir where not settled order by lead_id limit $1").execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList());
    }

    /** The contact of a lead, in the open transaction; null where there is none or it stands as {@code settled} says not. */
    Uni<UUID> of(UUID leadId, boolean settled) {
        return Panache.getSession()
                .chain(session -> SessionSql.select(session, "select contact_id from consent_heir where lead_id = $1 and settled = $2", leadId, settled))
                .map(rows -> rows.isEmpty() ? null : (UUID) rows.get(0)[0]);
    }

    Uni<Void> settle(UUID leadId) {
        return Panache.getSession()
                .chain(session -> SessionSql.update(session, "update consent_heir set settled = true where lead_id = $1", leadId))
                .replaceWithVoid();
    }
}
