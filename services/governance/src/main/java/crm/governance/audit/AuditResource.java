package crm.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import crm.governance.reading.Asked;
import crm.governance.reading.PageMark;
import crm.governance.record.Oversight;
import crm.governance.record.ReadRights;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit over HTTP, for those who look after the whole. */
@Path("/api/v1/audit")
@Tag(name = "audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int HASH = 13;
    private static final long ROWS_AT_ONCE = 100_000;
    private static final long MOST_ROWS_AT_ONCE = 1_000_000;

    private final Pool pool;
    private final ObjectMapper json;
    private final VerifyChain verifyChain;
    private final ReadRights rights;
    private final WhoAmI whoAmI;

    AuditResource(Pool pool, ObjectMapper json, VerifyChain verifyChain, ReadRights rights, WhoAmI whoAmI) {
        this.pool = pool;
        this.json = json;
        this.verifyChain = verifyChain;
        this.rights = rights;
        this.whoAmI = whoAmI;
    }

    /** Who did what, newest first; an actor is found as the one who did it and as the one it was done for. */
    @GET
    public Uni<AuditView.Page> list(@QueryParam("recordType") String recordType, @QueryParam("recordId") String recordId,
            @QueryParam("actor") String actor, @QueryParam("type") String type, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Me me = reader();
        AuditQuery query = new AuditQuery(Asked.text(recordType), Asked.id("recordId", recordId), Asked.text(actor), Asked.text(type),
                Asked.instant("from", from), Asked.instant("to", to), Asked.limit(limit), PageMark.of(cursor, Long::valueOf));
        Parameters parameters = new Parameters();
        String sql = query.sql(parameters);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> page(rows, query.limit(), me));
    }

    private AuditView.Page page(RowSet<Row> rows, int limit, Me me) {
        List<AuditView> items = new ArrayList<>();
        for (Row row : rows) {
            if (items.size() == limit) {
                AuditView last = items.get(limit - 1);
                return new AuditView.Page(items, new PageMark<>(last.at(), last.position()).cursor());
            }
            items.add(view(row, false, me));
        }
        return new AuditView.Page(items, null);
    }

    private AuditView view(Row row, boolean whole, Me me) {
        AuditEntry entry = AuditEntry.from(row);
        return AuditView.from(entry, row.getBuffer(HASH).getBytes(), whole, rights.masked(me, entry.recordType()), json);
    }

    private Me reader() {
        Me me = whoAmI.me();
        Oversight.only(me);
        return me;
    }

    /** One event with all that it told. */
    @GET
    @Path("/{id}")
    public Uni<AuditView> read(@PathParam("id") String id) {
        Me me = reader();
        return pool.preparedQuery("select " + AuditEntry.COLUMNS + ", hash from audit_entry where event_id = $1").execute(Tuple.of(Ids.ofPath(id)))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw Problem.notFound();
                    }
                    return view(rows.iterator().next(), true, me);
                });
    }

    /**
     * Whether the audit is what was written down, with the first row that does not hold. Walks {@code limit} rows from
     * {@code from} on; {@code next} and {@code hash} of an answer are {@code from} and {@code before} of the next call.
     * With {@code position} and {@code hash} of a head that was noted earlier, a chain that was written anew is noticed.
     */
    @GET
    @Path("/verification")
    public Uni<VerifyChain.Outcome> verify(@QueryParam("from") String from, @QueryParam("limit") String limit, @QueryParam("before") String before,
            @QueryParam("position") String position, @QueryParam("hash") String hash) {
        reader();
        byte[] known = hash("hash", hash);
        if (known == null != (Asked.text(position) == null)) {
            throw Asked.refused("position", "position and hash go together.");
        }
        VerifyChain.Anchor anchor = known == null ? null : new VerifyChain.Anchor(Asked.number("position", position, 1, 1, Long.MAX_VALUE), known);
        return verifyChain.verify(Asked.number("from", from, 1, 1, Long.MAX_VALUE),
                Asked.number("limit", limit, ROWS_AT_ONCE, 1, MOST_ROWS_AT_ONCE), hash("before", before), anchor);
    }

    private static byte[] hash(String name, String value) {
        if (Asked.text(value) == null) {
            return null;
        }
        if (!value.strip().matches("[0-9a-f]{64}")) {
            throw Asked.refused(name, name + " has to be a SHA-256 hash in 64 hexadecimal digits.");
        }
        return HexFormat.of().parseHex(value.strip());
    }
}
