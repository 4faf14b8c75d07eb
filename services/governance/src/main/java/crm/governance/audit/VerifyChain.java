package crm.governance.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Looks whether the audit is what was written down: walks along the chain, a page of rows at a time, and names the
 * first row that does not hold.
 */
@Singleton
class VerifyChain {

    /**
     * What a walk came to.
     *
     * @param next      where to go on; null where the walk came to the end or to a fault
     * @param hash      hash of the last row that holds, to be handed over when going on
     * @param head      where the chain ended when the walk began
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditVerification")
    record Outcome(boolean intact, long from, long checked, Long next, String hash, Head head, ChainWalk.Fault fault) {}

    @Schema(name = "AuditHead")
    record Head(long position, String hash) {}

    /** A row whose hash somebody has noted outside of the database. */
    record Anchor(long position, byte[] hash) {}

    private record Extent(long position, byte[] hash, Long first, Long last) {}

    private static final Logger LOG = Logger.getLogger(VerifyChain.class);
    private static final int PAGE = 500;
    // One statement is one view of the table: rows and head are of the same moment.
    private static final String EXTENT = "select position, hash, (select min(position) from audit_entry), (select max(position) from audit_entry)"
            + " from audit_head where id = 1";
    private static final String ROWS = "select " + AuditEntry.COLUMNS + ", previous_hash, hash from audit_entry where position > $1 and position <= $2"
            + " order by position limit " + PAGE;
    private static final String ROW = "select hash, event_id from audit_entry where position = $1";
    private static final int PREVIOUS_HASH = 13;
    private static final int HASH = 14;

    private final Pool pool;

    VerifyChain(Pool pool) {
        this.pool = pool;
    }

    /**
     * Walks along the rows from {@code from} on, {@code limit} of them at most.
     *
     * @param before hash of the row before {@code from} as the caller knows it; null to take the one that is stored
     * @param anchor what the caller noted earlier; null for nothing
     */
    Uni<Outcome> verify(long from, long limit, byte[] before, Anchor anchor) {
        return pool.query(EXTENT).execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Extent(row.getLong(0), row.getBuffer(1).getBytes(), row.getLong(2), row.getLong(3)))
                .chain(extent -> start(from, before).chain(walk -> walk == null
                        ? Uni.createFrom().item(outcome(from, gone(from - 1), extent))
                        : walk(walk, extent, from - 1 + limit).chain(() -> look(walk, extent, anchor)).replaceWith(() -> outcome(from, walk, extent))))
                .invoke(outcome -> {
                    if (!outcome.intact()) {
                        LOG.errorf("The audit does not hold: %s", outcome.fault().detail());
                    }
                });
    }

    private Uni<ChainWalk> start(long from, byte[] before) {
        if (from == 1) {
            return Uni.createFrom().item(new ChainWalk(0, before == null ? AuditEntry.NO_HASH : before));
        }
        return row(from - 1).map(row -> row == null ? null : new ChainWalk(from - 1, before == null ? row.getBuffer(0).getBytes() : before));
    }

    private static ChainWalk gone(long position) {
        ChainWalk walk = new ChainWalk(position - 1, AuditEntry.NO_HASH);
        walk.stopsBefore(position);
        return walk;
    }

    private Uni<Void> walk(ChainWalk walk, Extent extent, long last) {
        long end = Math.min(last, extent.position());
        return Uni.createFrom().deferred(() -> pool.preparedQuery(ROWS).execute(Tuple.of(walk.position(), end)))
                .map(rows -> {
                    for (Row row : rows) {
                        if (!walk.step(AuditEntry.from(row), row.getBuffer(PREVIOUS_HASH).getBytes(), row.getBuffer(HASH).getBytes())) {
                            return false;
                        }
                    }
                    if (rows.size() == 0) {
                        walk.stopsBefore(end);
                    }
                    return rows.size() > 0 && walk.position() < end;
                })
                .repeat().whilst(more -> more)
                .collect().last()
                .replaceWithVoid();
    }

    /** What the rows themselves cannot tell: where the chain begins and ends, and what others know of it. */
    private Uni<Void> look(ChainWalk walk, Extent extent, Anchor anchor) {
        if (walk.fault() != null) {
            return Uni.createFrom().voidItem();
        }
        if (walk.position() >= extent.position()) {
            if (extent.position() == walk.position()) {
                walk.passes(extent.hash(), "its head");
            }
            if (walk.fault() == null && extent.last() != null && extent.last() > extent.position()) {
                return named(walk, extent.position() + 1, extent.last());
            }
        }
        if (walk.fault() == null && extent.first() != null && extent.first() < 1) {
            return named(walk, extent.first(), extent.first());
        }
        return walk.fault() != null || anchor == null ? Uni.createFrom().voidItem() : compare(walk, anchor);
    }

    private Uni<Void> named(ChainWalk walk, long first, long last) {
        return pool.preparedQuery("select position, event_id from audit_entry where position between $1 and $2 order by position limit 1")
                .execute(Tuple.of(first, last))
                .invoke(rows -> rows.forEach(row -> walk.inserted(row.getLong(0), row.getUUID(1))))
                .replaceWithVoid();
    }

    private Uni<Void> compare(ChainWalk walk, Anchor anchor) {
        return row(anchor.position()).invoke(row -> {
            ChainWalk there = new ChainWalk(anchor.position(), row == null ? AuditEntry.NO_HASH : row.getBuffer(0).getBytes());
            there.passes(anchor.hash(), "your note");
            walk.take(there);
        }).replaceWithVoid();
    }

    /** The hash and the event of a row; null where there is none. */
    private Uni<Row> row(long position) {
        return pool.preparedQuery(ROW).execute(Tuple.of(position)).map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null);
    }

    private static Outcome outcome(long from, ChainWalk walk, Extent extent) {
        boolean more = walk.fault() == null && walk.position() < extent.position();
        return new Outcome(walk.fault() == null, from, walk.checked(), more ? walk.position() + 1 : null, ChainWalk.hex(walk.hash()),
                new Head(extent.position(), ChainWalk.hex(extent.hash())), walk.fault());
    }
}
