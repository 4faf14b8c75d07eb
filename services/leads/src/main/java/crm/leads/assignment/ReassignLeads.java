package crm.leads.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.change.Acts;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.sql.Parameters;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives many leads to somebody else at once, those that a filter finds; each is checked as if it were given alone. */
@Singleton
public class ReassignLeads {

    static final int MOST = 1_000;
    private static final int SHOWN = 20;
    private static final Field FILTER = Field.text("filter").max(8_000).required();
    private static final Field OWNER = Field.text("owner").max(120);
    private static final Field TEAM = Field.text("team").max(120);
    private static final Field PREVIEW = Field.bool("preview");

    /** What is asked for: either owner or team. */
    public record Wish(String filter, String owner, String team, Boolean preview) {}

    private final Leads leads;
    private final Pool pool;

    ReassignLeads(Leads leads, Pool pool) {
        this.leads = leads;
        this.pool = pool;
    }

    /**
     * Reassigns what the filter finds among the leads that the caller sees.
     *
     * @throws Problem 422 where it finds more than 1,000, or the body names not exactly one of owner and team
     */
    public Uni<ObjectNode> reassign(JsonNode request, Me me) {
        Map<String, Object> wish = RequestFields.read(request, FILTER, OWNER, TEAM, PREVIEW);
        if ((wish.get("owner") == null) == (wish.get("team") == null)) {
            throw Problem.invalid("", "Name either an owner or a team.");
        }
        Parameters parameters = new Parameters();
        Chassis chassis = leads.chassis();
        String where = chassis.queries().condition(leads.type(), (String) wish.get("filter"), null, me, parameters);
        String sql = "select id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), company, email, phone), owner, team from lead where "
                + where + " order by created_at, id limit " + (MOST + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).chain(rows -> {
            if (rows.size() > MOST) {
                throw Problem.invalid("/filter", "The filter finds more than " + MOST + " leads. Narrow it down.");
            }
            List<UUID> ids = new ArrayList<>();
            ObjectNode report = chassis.mapper().createObjectNode().put("leads", rows.size());
            ArrayNode first = chassis.mapper().createArrayNode();
            rows.forEach(row -> {
                ids.add(row.getUUID(0));
                if (first.size() < SHOWN) {
                    first.addObject().put("id", row.getUUID(0).toString()).put("name", row.getString(1)).put("owner", row.getString(2))
                            .put("team", row.getString(3));
                }
            });
            if (Boolean.TRUE.equals(wish.get("preview"))) {
                return Uni.createFrom().item(report.put("preview", true).<ObjectNode>set("first", first));
            }
            return Acts.together(leads, acts(ids, wish, chassis), new HashMap<>(), false, Creation.PLAIN, me)
                    .map(results -> outcome(report, ids, results));
        });
    }

    private static List<Acts.Act> acts(List<UUID> ids, Map<String, Object> wish, Chassis chassis) {
        ObjectNode body = chassis.mapper().createObjectNode();
        if (wish.get("owner") != null) {
            body.put("owner", (String) wish.get("owner"));
        } else {
            body.put("team", (String) wish.get("team"));
        }
        return ids.stream().map(id -> new Acts.Act(Acts.Kind.ASSIGN, id, IfMatch.ANY, body)).toList();
    }

    private static ObjectNode outcome(ObjectNode report, List<UUID> ids, List<Acts.Result<Lead>> results) {
        ArrayNode refused = report.putArray("refused");
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).problem() != null) {
                refused.addObject().put("id", ids.get(i).toString()).put("detail", results.get(i).problem().getMessage());
            }
        }
        return report.put("reassigned", ids.size() - refused.size());
    }
}
