package crm.governance.timeline;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.sql.Parameters;
import crm.governance.reading.Asked;
import crm.governance.reading.PageMark;
import crm.governance.record.ReadRights;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that any department did with a customer, newest first, as far as the caller may see it. */
@Path("/api/v1/timeline")
@Tag(name = "timeline")
@Produces(MediaType.APPLICATION_JSON)
public class TimelineResource {

    private static final int MOST_TYPES = 50;

    private final Pool pool;
    private final ReadRights rights;
    private final WhoAmI whoAmI;

    TimelineResource(Pool pool, ReadRights rights, WhoAmI whoAmI) {
        this.pool = pool;
        this.rights = rights;
        this.whoAmI = whoAmI;
    }

    /** {@code types} names kinds of events, separated by commas: {@code types=case-opened,opportunity-won}. */
    @GET
    public Uni<TimelineView.Page> read(@QueryParam("accountId") String accountId, @QueryParam("contactId") String contactId,
            @QueryParam("leadId") String leadId, @QueryParam("types") String types, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Me me = whoAmI.me();
        Map<String, UUID> given = new LinkedHashMap<>();
        given.put("account", Asked.id("accountId", accountId));
        given.put("contact", Asked.id("contactId", contactId));
        given.put("lead", Asked.id("leadId", leadId));
        given.values().removeIf(id -> id == null);
        if (given.size() != 1) {
            throw Asked.refused("accountId", "Give one of accountId, contactId and leadId.");
        }
        Map.Entry<String, UUID> whose = given.entrySet().iterator().next();
        TimelineQuery query = new TimelineQuery(whose.getKey(), whose.getValue(), kinds(types), Asked.instant("from", from), Asked.instant("to", to),
                Asked.limit(limit), PageMark.of(cursor, UUID::fromString));
        Parameters parameters = new Parameters();
        String sql = query.sql(me, rights, parameters);
        return rights.check(me, whose.getKey(), whose.getValue(), true)
                .chain(() -> pool.preparedQuery(sql).execute(parameters.tuple()))
                .map(rows -> page(rows, query.limit()));
    }

    private TimelineView.Page page(Iterable<Row> rows, int limit) {
        List<TimelineView> items = new ArrayList<>();
        for (Row row : rows) {
            if (items.size() == limit) {
                TimelineView last = items.get(limit - 1);
                return new TimelineView.Page(items, new PageMark<>(last.at(), last.id()).cursor());
            }
            items.add(TimelineView.from(row, rights));
        }
        return new TimelineView.Page(items, null);
    }

    /** Both {@code case-opened} and {@code crm.cases.case-opened.v1} are understood. */
    private static List<String> kinds(String types) {
        if (Asked.text(types) == null) {
            return List.of();
        }
        List<String> kinds = Stream.of(types.strip().split("\\s*,\\s*")).map(type -> type.split("\\.").length == 4 ? type.split("\\.")[2] : type).toList();
        if (kinds.size() > MOST_TYPES) {
            throw Asked.refused("types", "types may name at most " + MOST_TYPES + ".");
        }
        return kinds;
    }
}
