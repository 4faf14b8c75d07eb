package crm.chassis.sweep;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Deals with what is due, one record a transaction, the one that is longest due first. A record is locked while it is
 * dealt with and others pass over it, so that several instances share the work and nothing is done twice: the work has
 * to change the record so that it is not due any more. What fails stays due and stops nothing else.
 */
@Singleton
public class Sweep {

    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_FAILURES = 100;

    /**
     * Runs until nothing is due, or 1,000 records have been dealt with.
     *
     * @param name for the log
     * @param due selects ids with the moment as {@code $1}
     * @param order column by which the longest due comes first; an index has to give it
     * @param work what to do with each, in the transaction that locked it
     */
    public Uni<Void> each(String name, String due, String order, Instant now, Function<UUID, Uni<?>> work) {
        String sql = due + " and not (id = any($2)) order by " + order + " limit 1 for update skip locked";
        List<UUID> failed = new ArrayList<>();
        return Uni.createFrom().deferred(() -> one(name, sql, now, failed, work))
                .repeat().whilst(found -> found && failed.size() < MOST_FAILURES)
                .select().first(MOST_AT_ONCE)
                .collect().last().replaceWithVoid();
    }

    private Uni<Boolean> one(String name, String sql, Instant now, List<UUID> failed, Function<UUID, Uni<?>> work) {
        UUID[] locked = new UUID[1];
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> SessionSql.select(session, sql, now.atOffset(ZoneOffset.UTC), failed.toArray(UUID[]::new)))
                        .chain(rows -> {
                            if (rows.isEmpty()) {
                                return Uni.createFrom().item(false);
                            }
                            locked[0] = (UUID) rows.get(0)[0];
                            return work.apply(locked[0]).replaceWith(true);
                        }))
                .onFailure(failure -> locked[0] != null).recoverWithItem(failure -> {
                    // the same may fail at each look, as while a mail server is away
                    LOG.errorf("Could not %s: %s is passed over until the next look: %s", name, locked[0], failure);
                    LOG.debug("What failed", failure);
                    failed.add(locked[0]);
                    return true;
                });
    }
}
