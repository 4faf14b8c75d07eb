package crm.chassis.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets events of which no duplicate can come any more, in small transactions, on one instance at a time. How old one is, the
 * database says alone: an instance whose clock is ahead would forget what may still come twice.
 */
@ApplicationScoped
class InboxPruning {

    /** "inbox" in ASCII. */
    private static final long LOCK = 0x696e626f78L;

    private static final int BATCH = 5_000;

    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";
    private static final String DELETE =
            "delete from inbox where ctid = any(array(select ctid from inbox where received_at < now() - make_interval(secs => $1) limit $2))";

    private final Pool pool;
    private final Duration keep;

    InboxPruning(Pool pool, @ConfigProperty(name = "crm.inbox.keep") Duration keep) {
        this.pool = pool;
        this.keep = keep;
    }

    @Scheduled(identity = "inbox-pruning", every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return deleteOneBatch()
                .repeat().whilst(deleted -> deleted == BATCH)
                .collect().last()
                .replaceWithVoid();
    }

    private Uni<Integer> deleteOneBatch() {
        return Uni.createFrom().deferred(() -> pool.withTransaction(connection -> connection
                .preparedQuery(TRY_LOCK)
                .execute(Tuple.of(LOCK))
                .flatMap(locked -> locked.iterator().next().getBoolean(0)
                        ? connection.preparedQuery(DELETE).execute(Tuple.of((double) keep.toSeconds(), BATCH)).map(SqlResult::rowCount)
                        : Uni.createFrom().item(0))));
    }
}
