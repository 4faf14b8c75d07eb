package crm.governance.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Notes the end of the chain in the log, outside of the database: who could write the whole chain anew there cannot
 * reach what the log collector keeps. Compare it with {@code GET /audit/verification?position=…&hash=…}.
 */
@ApplicationScoped
class HeadNotes {

    private static final Logger LOG = Logger.getLogger(HeadNotes.class);

    private final Pool pool;
    private volatile long noted = -1;

    HeadNotes(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(identity = "audit-head", every = "${crm.audit.note-head-every:10m}", delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> note() {
        return pool.query("select position, hash from audit_head where id = 1").execute()
                .invoke(rows -> rows.forEach(row -> {
                    if (row.getLong(0) != noted) {
                        noted = row.getLong(0);
                        LOG.infof("Head of the audit chain: position %d, hash %s", row.getLong(0), ChainWalk.hex(row.getBuffer(1).getBytes()));
                    }
                }))
                .replaceWithVoid();
    }
}
