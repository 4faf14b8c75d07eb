package crm.chassis.inbox;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * For consumers that keep a copy of other services' records: which version of each is known. Events of one record
 * arrive in order unless one is retried; then a newer state may already be there, and the older must not replace it.
 */
@ApplicationScoped
public class RecordVersions {

    private static final String ADVANCE = "insert into record_version (consumer, subject, version) values ($1, $2, $3)"
            + " on conflict (consumer, subject) do update set version = excluded.version"
            + " where record_version.version < excluded.version";

    /**
     * Takes note of the version, in the current transaction, and locks it until that ends.
     *
     * <p>Only events that carry the whole state may be dropped like this: several events of one change share a version.
     *
     * @return false when this or a newer version is known, and the event is to be ignored
     */
    public Uni<Boolean> newer(String consumer, UUID subject, long version) {
        return Panache.getSession()
                .flatMap(session -> SessionSql.update(session, ADVANCE, consumer, subject, version))
                .map(rows -> rows == 1);
    }

    /** As {@link #newer(String, UUID, long)} for the record and version that the event tells about. */
    public Uni<Boolean> newer(String consumer, IncomingEvent event) {
        return newer(consumer, event.subject(), event.recordVersion());
    }
}
