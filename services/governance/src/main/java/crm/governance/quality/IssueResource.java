package crm.governance.quality;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import crm.governance.reading.Asked;
import crm.governance.reading.PageMark;
import crm.governance.record.ReadRights;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to be corrected, as a queue of work, as far as the caller may read the records and the fields. */
@Path("/api/v1/quality/issues")
@Tag(name = "Quality issues")
@Produces(MediaType.APPLICATION_JSON)
public class IssueResource {

    private static final String ISSUES = " from quality_issue issue join quality_record known on known.record_type = issue.record_type"
            + " and known.record_id = issue.record_id where ";

    private final Pool pool;
    private final Rulebooks rulebooks;
    private final Masking masking;
    private final ReadRights rights;
    private final WhoAmI whoAmI;

    IssueResource(Pool pool, Rulebooks rulebooks, Masking masking, ReadRights rights, WhoAmI whoAmI) {
        this.pool = pool;
        this.rulebooks = rulebooks;
        this.masking = masking;
        this.rights = rights;
        this.whoAmI = whoAmI;
    }

    /** Issues, the latest first; open ones without {@code state=RESOLVED}. {@code owner=me} leaves out what is not mine. */
    @GET
    public Uni<IssueView.Page> list(@QueryParam("state") String state, @QueryParam("ruleId") String ruleId, @QueryParam("mode") String mode,
            @QueryParam("recordType") String recordType, @QueryParam("recordId") String recordId, @QueryParam("owner") String owner,
            @QueryParam("team") String team, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Me me = whoAmI.me();
        int most = Asked.limit(limit);
        PageMark<UUID> after = PageMark.of(cursor, UUID::fromString);
        UUID rule = Asked.id("ruleId", ruleId);
        return rulebooks.current(pool).chain(shelf -> {
            Parameters parameters = new Parameters();
            StringBuilder sql = new StringBuilder(resolved(state) ? "issue.resolved_at is not null and " : "issue.resolved_at is null and ")
                    .append(visible(me, shelf, Whose.of(recordType, recordId, owner, team, me), parameters));
            if (rule != null) {
                sql.append(" and issue.rule_id = ").append(parameters.add(rule));
            }
            if (Asked.text(mode) != null) {
                sql.append(" and issue.rule_id in (select id from quality_rule where mode = ").append(parameters.add(mode(mode))).append(')');
            }
            if (after != null) {
                sql.append(" and (issue.opened_at, issue.id) < (").append(parameters.add(after.at().atOffset(ZoneOffset.UTC))).append(", ")
                        .append(parameters.add(after.last())).append(')');
            }
            return pool.preparedQuery(page(sql.toString(), most + 1)).execute(parameters.tuple()).map(rows -> page(rows, most));
        });
    }

    private IssueView.Page page(Iterable<Row> rows, int limit) {
        List<IssueView> items = new ArrayList<>();
        for (Row row : rows) {
            if (items.size() == limit) {
                IssueView last = items.get(limit - 1);
                return new IssueView.Page(items, new PageMark<>(last.openedAt(), last.id()).cursor());
            }
            items.add(IssueView.from(row, rights));
        }
        return new IssueView.Page(items, null);
    }

    /** Which rules are broken most. */
    @GET
    @Path("/summary")
    public Uni<IssueView.Summary> summary(@QueryParam("recordType") String recordType, @QueryParam("owner") String owner, @QueryParam("team") String team) {
        Me me = whoAmI.me();
        return rulebooks.current(pool).chain(shelf -> {
            Parameters parameters = new Parameters();
            String sql = "select broken.open, rule.id, rule.entity, rule.field, rule.mode, rule.why, rule.fix from (select issue.rule_id, count(*) as open"
                    + ISSUES + "issue.resolved_at is null and " + visible(me, shelf, Whose.of(recordType, null, owner, team, me), parameters)
                    + " group by issue.rule_id) broken join quality_rule rule on rule.id = broken.rule_id order by broken.open desc, rule.id limit 200";
            return pool.preparedQuery(sql).execute(parameters.tuple());
        }).map(rows -> new IssueView.Summary(StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new IssueView.Broken(row.getUUID(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), row.getLong(0))).toList()));
    }

    @GET
    @Path("/{id}")
    public Uni<IssueView> read(@PathParam("id") String id) {
        Me me = whoAmI.me();
        UUID issue = Ids.ofPath(id);
        return rulebooks.current(pool).chain(shelf -> {
            Parameters parameters = new Parameters();
            String sql = visible(me, shelf, new Whose(null, null, null, null), parameters) + " and issue.id = " + parameters.add(issue);
            return pool.preparedQuery(page(sql, 1)).execute(parameters.tuple());
        }).map(rows -> {
            if (!rows.iterator().hasNext()) {
                throw Problem.notFound();
            }
            return IssueView.from(rows.iterator().next(), rights);
        });
    }

    /** The rules are read beside the page, since their own owner and team would be taken for those of the records. */
    private static String page(String conditions, int most) {
        return "with page as (select issue.*, known.owner, known.team" + ISSUES + conditions + " order by issue.opened_at desc, issue.id desc limit " + most
                + ") select " + IssueView.COLUMNS + " from page join quality_rule rule on rule.id = page.rule_id order by page.opened_at desc, page.id desc";
    }

    private String visible(Me me, Rulebooks.Shelf shelf, Whose whose, Parameters parameters) {
        UUID[] hidden = masking.hidden(me, shelf);
        return whose.condition(me, rights, parameters) + (hidden.length == 0 ? "" : " and not (issue.rule_id = any(" + parameters.add(hidden) + "))");
    }

    private static boolean resolved(String state) {
        String asked = Asked.text(state);
        if (asked != null && !asked.equals("OPEN") && !asked.equals("RESOLVED")) {
            throw Asked.refused("state", "state has to be OPEN or RESOLVED.");
        }
        return "RESOLVED".equals(asked);
    }

    private static String mode(String mode) {
        try {
            return Rule.Mode.valueOf(mode.strip()).name();
        } catch (IllegalArgumentException unknown) {
            throw Asked.refused("mode", "mode has to be OBSERVE, WARN or BLOCK.");
        }
    }
}
