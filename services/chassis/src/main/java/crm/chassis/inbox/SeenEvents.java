package crm.chassis.inbox;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The table of events that a consumer has handled. */
@ApplicationScoped
class SeenEvents {

    private static final Logger LOG = Logger.getLogger(SeenEvents.class);

    private static final String INSERT =
            "insert into inbox (consumer, event_id) values ($1, $2) on conflict (consumer, event_id) do nothing";

    private final boolean enabled;

    SeenEvents(@ConfigProperty(name = "crm.inbox.enabled") boolean enabled) {
        this.enabled = enabled;
    }

    void warn(@Observes StartupEvent event) {
        if (!enabled) {
            LOG.warn("THE INBOX IS SWITCHED OFF: an event that comes twice has two effects. This is meant for experiments only.");
        }
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
