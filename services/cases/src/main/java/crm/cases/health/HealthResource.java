package crm.cases.health;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.list.ListRequest;
import crm.chassis.list.RecordQueries;
import crm.chassis.list.Summary;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How customers are. */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public class HealthResource {

    private static final int SCORES_SHOWN = 400;

    private final AccountHealths healths;
    private final Summary summary;
    private final WhoAmI whoAmI;
    private final Pool pool;

    HealthResource(AccountHealths healths, Summary summary, WhoAmI whoAmI, Pool pool) {
        this.healths = healths;
        this.summary = summary;
        this.whoAmI = whoAmI;
        this.pool = pool;
    }

    @GET
    public Uni<Response> list(@QueryParam("filter") String filter, @QueryParam("q") String q, @QueryParam("sort") @DefaultValue("score") String sort,
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor, @QueryParam("fields") String fields,
            @QueryParam("count") @DefaultValue("false") boolean count) {
        ListRequest request = new ListRequest(filter, q, sort, limit, cursor, fields, count);
        return queries().page(healths.type(), request, reader()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/summary")
    public Uni<Response> summary(@QueryParam("groupBy") String groupBy, @QueryParam("measures") String measures,
            @QueryParam("filter") String filter, @QueryParam("q") String q) {
        return summary.of(healths.type(), groupBy, measures, filter, q, reader()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/{accountId}")
    public Uni<Response> read(@PathParam("accountId") String accountId) {
        return queries().one(healths.type(), Ids.ofPath(accountId), null, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** The scores that the customer had, newest first, each with what it was made of. */
    @GET
    @Path("/{accountId}/history")
    public Uni<Response> history(@PathParam("accountId") String accountId) {
        UUID id = Ids.ofPath(accountId);
        return queries().one(healths.type(), id, "id", reader())
                .chain(visible -> pool.preparedQuery("select calculated_at, score, band, factors::text from account_health_history"
                        + " where account_id = $1 order by calculated_at desc limit " + SCORES_SHOWN).execute(Tuple.of(id)))
                .map(rows -> {
                    JsonArray items = new JsonArray();
                    rows.forEach(row -> items.add(new JsonObject().put("calculatedAt", row.getOffsetDateTime(0).toInstant().toString())
                            .put("score", row.getLong(1)).put("band", row.getString(2)).put("factors", new JsonArray(row.getString(3)))));
                    return Answer.of(200, new JsonObject().put("items", items).encode().getBytes(StandardCharsets.UTF_8)).response();
                });
    }

    private Me reader() {
        return healths.type().access().reader(whoAmI.me());
    }

    private RecordQueries queries() {
        return healths.chassis().queries();
    }
}
