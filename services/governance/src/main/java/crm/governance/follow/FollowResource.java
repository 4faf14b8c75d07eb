package crm.governance.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import crm.contracts.governance.GovernanceEvents;
import crm.contracts.governance.RecordFollowed;
import crm.governance.reading.Asked;
import crm.governance.reading.PageMark;
import crm.governance.record.ReadRights;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The records that somebody wants to hear of. Everybody has a list of their own, of records that they may see. */
@Path("/api/v1/follows")
@Tag(name = "follows")
@Produces(MediaType.APPLICATION_JSON)
public class FollowResource {

    /** A record that is followed, and since when. */
    @Schema(name = "Follow")
    record Followed(String recordType, UUID recordId, Instant at) {}

    @Schema(name = "Follows")
    record Page(List<Followed> items, @Schema(nullable = true) String nextCursor) {}

    private static final String FOLLOW = "insert into follow (login, record_type, record_id, at) values ($1, $2, $3, $4) on conflict do nothing";
    private static final String UNFOLLOW = "delete from follow where login = $1 and record_type = $2 and record_id = $3";

    private final Pool pool;
    private final Outbox outbox;
    private final ReadRights rights;
    private final WhoAmI whoAmI;
    private final ObjectMapper json;
    private final Clock clock;

    FollowResource(Pool pool, Outbox outbox, ReadRights rights, WhoAmI whoAmI, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.rights = rights;
        this.whoAmI = whoAmI;
        this.json = json;
        this.clock = clock;
    }

    /** What I follow, the latest first. */
    @GET
    public Uni<Page> mine(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int most = Asked.limit(limit);
        PageMark<UUID> after = PageMark.of(cursor, UUID::fromString);
        Instant before = after == null ? Instant.parse("9999-01-01T00:00:00Z") : after.at();
        UUID last = after == null ? new UUID(-1, -1) : after.last();
        return pool.preparedQuery("select record_type, record_id, at from follow where login = $1 and (at, record_id) < ($2, $3)"
                        + " order by at desc, record_id desc limit " + (most + 1))
                .execute(Tuple.of(whoAmI.me().login(), before.atOffset(ZoneOffset.UTC), last))
                .map(rows -> page(rows, most));
    }

    private static Page page(Iterable<Row> rows, int limit) {
        List<Followed> items = new ArrayList<>();
        for (Row row : rows) {
            if (items.size() == limit) {
                Followed last = items.get(limit - 1);
                return new Page(items, new PageMark<>(last.at(), last.recordId()).cursor());
            }
            items.add(new Followed(row.getString(0), row.getUUID(1), row.getOffsetDateTime(2).toInstant()));
        }
        return new Page(items, null);
    }

    /** From now on I hear of the record; following what I follow changes nothing. */
    @PUT
    @Path("/{recordType}/{id}")
    public Uni<Void> follow(@PathParam("recordType") String recordType, @PathParam("id") String id) {
        Me me = whoAmI.me();
        UUID record = Ids.ofPath(id);
        if (!rights.knows(recordType)) {
            throw Problem.notFound();
        }
        return rights.check(me, recordType, record, true)
                .chain(() -> change(FOLLOW, GovernanceEvents.RECORD_FOLLOWED, recordType, record, me, clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** From now on I hear of the record no more, whether I still may see it or not. */
    @DELETE
    @Path("/{recordType}/{id}")
    public Uni<Void> unfollow(@PathParam("recordType") String recordType, @PathParam("id") String id) {
        return change(UNFOLLOW, GovernanceEvents.RECORD_UNFOLLOWED, recordType, Ids.ofPath(id), whoAmI.me());
    }

    private Uni<Void> change(String sql, String event, String recordType, UUID record, Me me, Object... more) {
        Object[] values = new Object[3 + more.length];
        values[0] = me.login();
        values[1] = recordType;
        values[2] = record;
        System.arraycopy(more, 0, values, 3, more.length);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.update(session, sql, values)
                .chain(changed -> changed == 0 ? Uni.createFrom().voidItem()
                        : SessionSql.select(session, "select nextval('follow_version')").chain(version -> outbox.add(OutgoingEvent.of(event, record,
                                ((Number) version.get(0)[0]).longValue(), json.valueToTree(new RecordFollowed(me.login(), recordType, record)).toString())
                                .by(me.actor()))))));
    }
}
