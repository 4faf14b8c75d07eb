package crm.governance.quality;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import crm.governance.reading.Asked;
import crm.governance.record.ReadRights;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How good the data is, of each record and together, as far as the caller may read the records. */
@Path("/api/v1/quality/scores")
@Tag(name = "Quality scores")
@Produces(MediaType.APPLICATION_JSON)
public class ScoreResource {

    private static final Map<String, String> GROUPS = Map.of("recordType", "known.record_type", "owner", "known.owner", "team", "known.team");

    private final Pool pool;
    private final Rulebooks rulebooks;
    private final Masking masking;
    private final ReadRights rights;
    private final WhoAmI whoAmI;

    ScoreResource(Pool pool, Rulebooks rulebooks, Masking masking, ReadRights rights, WhoAmI whoAmI) {
        this.pool = pool;
        this.rulebooks = rulebooks;
        this.masking = masking;
        this.rights = rights;
        this.whoAmI = whoAmI;
    }

    /** The records and their scores, the lowest first; {@code below=60} leaves out what has 60 or more, {@code owner=me} what is not mine. */
    @GET
    public Uni<ScoreView.Page> list(@QueryParam("recordType") String recordType, @QueryParam("recordId") String recordId,
            @QueryParam("owner") String owner, @QueryParam("team") String team, @QueryParam("below") String below,
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Me me = whoAmI.me();
        int most = Asked.limit(limit);
        ScoreMark after = ScoreMark.of(cursor);
        Parameters parameters = new Parameters();
        StringBuilder sql = new StringBuilder("select " + ScoreView.COLUMNS + " from quality_record known where known.score is not null and ")
                .append(Whose.of(recordType, recordId, owner, team, me).condition(me, rights, parameters));
        if (Asked.text(below) != null) {
            sql.append(" and known.score < ").append(parameters.add((int) Asked.number("below", below, 101, 0, 101)));
        }
        if (after != null) {
            sql.append(" and (known.score, known.record_id) > (").append(parameters.add(after.score())).append(", ").append(parameters.add(after.last())).append(')');
        }
        sql.append(" order by known.score, known.record_id limit ").append(most + 1);
        return rulebooks.current(pool).chain(shelf -> pool.preparedQuery(sql.toString()).execute(parameters.tuple()).map(rows -> page(rows, most, shelf, me)));
    }

    private ScoreView.Page page(Iterable<Row> rows, int limit, Rulebooks.Shelf shelf, Me me) {
        List<ScoreView> items = new ArrayList<>();
        for (Row row : rows) {
            if (items.size() == limit) {
                ScoreView last = items.get(limit - 1);
                return new ScoreView.Page(items, new ScoreMark(last.score(), last.recordId()).cursor());
            }
            items.add(ScoreView.from(row, shelf, me, masking, rights));
        }
        return new ScoreView.Page(items, null);
    }

    /** The score of one record, with what would raise it. */
    @GET
    @Path("/{recordType}/{recordId}")
    public Uni<ScoreView> read(@PathParam("recordType") String recordType, @PathParam("recordId") String recordId) {
        Me me = whoAmI.me();
        UUID id = Ids.ofPath(recordId);
        if (!rights.knows(recordType)) {
            throw Problem.notFound();
        }
        return rights.check(me, recordType, id, true)
                .chain(() -> rulebooks.current(pool))
                .chain(shelf -> pool.preparedQuery("select " + ScoreView.COLUMNS + " from quality_record known where record_type = $1 and record_id = $2")
                        .execute(Tuple.of(recordType, id))
                        .map(rows -> {
                            if (!rows.iterator().hasNext()) {
                                throw Problem.notFound();
                            }
                            return ScoreView.from(rows.iterator().next(), shelf, me, masking, rights);
                        }));
    }

    /** The figures of each kind of records, owner or team. */
    @GET
    @Path("/summary")
    public Uni<ScoreView.Summary> summary(@QueryParam("groupBy") String groupBy, @QueryParam("recordType") String recordType,
            @QueryParam("owner") String owner, @QueryParam("team") String team) {
        Me me = whoAmI.me();
        String column = GROUPS.get(Asked.text(groupBy) == null ? "recordType" : groupBy.strip());
        if (column == null) {
            throw Asked.refused("groupBy", "groupBy has to be recordType, owner or team.");
        }
        Parameters parameters = new Parameters();
        String sql = "select " + column + ", count(*), avg(known.score)::float8, count(*) filter (where known.score = 100) from quality_record known"
                + " where known.score is not null and " + Whose.of(recordType, null, owner, team, me).condition(me, rights, parameters)
                + " group by 1 order by 3, 2 desc, 1 limit 200";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> new ScoreView.Summary(StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ScoreView.Figures(row.getString(0), row.getLong(1), rounded(row.getDouble(2)), row.getLong(3))).toList()));
    }

    /** The average of each day of the last 400, as the records were then and belonged to people then. */
    @GET
    @Path("/trend")
    public Uni<ScoreView.Trend> trend(@QueryParam("recordType") String recordType, @QueryParam("owner") String owner, @QueryParam("team") String team) {
        Me me = whoAmI.me();
        Parameters parameters = new Parameters();
        String sql = "select known.day, sum(known.records)::bigint, sum(known.points)::float8 / sum(known.records) from (select day, record_type,"
                + " nullif(owner, '') as owner, nullif(team, '') as team, records, points, 1 as version from quality_day) known where "
                + Whose.of(recordType, null, owner, team, me).condition(me, rights, parameters) + " group by 1 order by 1 desc limit " + KeepHistory.DAYS;
        return pool.preparedQuery("select * from (" + sql + ") days order by 1").execute(parameters.tuple())
                .map(rows -> new ScoreView.Trend(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ScoreView.Day(row.getLocalDate(0), row.getLong(1), rounded(row.getDouble(2)))).toList()));
    }

    private static double rounded(double average) {
        return Math.round(average * 10) / 10.0;
    }
}
