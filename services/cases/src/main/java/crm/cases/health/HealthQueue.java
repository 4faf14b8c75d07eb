package crm.cases.health;

import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Accounts whose health may be another one, kept in the transaction of what moved it. */
@Singleton
public class HealthQueue {

    private final Clock clock;

    HealthQueue(Clock clock) {
        this.clock = clock;
    }

    /** Asks for a calculation; null asks for nothing. */
    public Uni<Void> mark(Mutiny.Session session, UUID accountId) {
        return accountId == null ? Uni.createFrom().voidItem()
                : SessionSql.update(session, "insert into health_due (account_id, since) values ($1, $2)", accountId, now()).replaceWithVoid();
    }

    /** The same for many, in the transaction of a connection. */
    public Uni<Void> mark(SqlConnection connection, List<UUID> accountIds) {
        UUID[] distinct = accountIds.stream().filter(Objects::nonNull).distinct().toArray(UUID[]::new);
        return distinct.length == 0 ? Uni.createFrom().voidItem()
                : connection.preparedQuery("insert into health_due (account_id, since) select id, $2 from unnest($1::uuid[]) as marked (id)")
                        .execute(Tuple.of(distinct, now())).replaceWithVoid();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
