package crm.chassis.inbox;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The table of events that a consumer has handled. */
@ApplicationScoped
class SeenEvents {

    private static final Logger LOG = Logger.getLogger(SeenEvents.class);

    private static final String INSERT =
            "insert into inbox (consumer, event_id) values ($1, $2) on conflict (consumer, event_id) do nothing";

    // in one order, so that two batches with the same events do not wait for each other in a circle
    private static final String INSERT_MANY = "insert into inbox (consumer, event_id) select $1, event_id from unnest($2::uuid[]) as event (event_id)"
            + " order by event_id on conflict (consumer, event_id) do nothing returning event_id";

    private final boolean enabled;

    SeenEvents(@ConfigProperty(name = "crm.inbox.enabled") boolean enabled) {
        this.enabled = enabled;
    }

    void warn(@Observes StartupEvent event) {
        if (!enabled) {
            LOG.warn("THE INBOX IS SWITCHED OFF: an event that comes twice has two effects. This is meant for experiments only.");
        }
    }

    /** Claims several events, which may repeat each other, in the transaction of this connection; answers those that are new. */
    Uni<Set<UUID>> firstTimes(SqlConnection connection, String consumer, List<UUID> eventIds) {
        return enabled
                ? connection.preparedQuery(INSERT_MANY).execute(Tuple.of(consumer, eventIds.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).collect(Collectors.toSet()))
                : Uni.createFrom().item(new HashSet<>(eventIds));
    }

    /** The same in the current Panache transaction. */
    Uni<Set<UUID>> firstTimes(String consumer, List<UUID> eventIds) {
        return enabled
                ? Panache.getSession().chain(session -> SessionSql.select(session, INSERT_MANY, consumer, eventIds.toArray(UUID[]::new)))
                        .map(rows -> rows.stream().map(row -> (UUID) row[0]).collect(Collectors.toSet()))
                : Uni.createFrom().item(new HashSet<>(eventIds));
    }

    /**
     * Claims the event for this consumer in the current transaction. A second transaction that claims it at the same
     * time waits for the first, and gets it only if that is rolled back.
     */
    Uni<Boolean> firstTime(String consumer, UUID eventId) {
        if (!enabled) {
            return Uni.createFrom().item(true);
        }
        return Panache.getSession()
                .flatMap(session -> SessionSql.update(session, INSERT, consumer, eventId))
                .map(rows -> rows == 1);
    }
}
