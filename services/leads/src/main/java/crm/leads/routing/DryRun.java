package crm.leads.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.sql.Parameters;
import crm.leads.lead.LeadType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rules that are in force would have done with the last 500 leads that the caller may see. Turns are taken
 * among those who take leads now, as if they all began; nothing is stored.
 */
@Singleton
public class DryRun {

    static final int LEADS = 500;

    private final RoutingRules rules;
    private final RuleMatch match;
    private final RoundRobin roundRobin;
    private final RecordQueries queries;
    private final Pool pool;
    private final ObjectMapper json;

    DryRun(RoutingRules rules, RuleMatch match, RoundRobin roundRobin, RecordQueries queries, Pool pool, ObjectMapper json) {
        this.rules = rules;
        this.match = match;
        this.roundRobin = roundRobin;
        this.queries = queries;
        this.pool = pool;
        this.json = json;
    }

    /** @param filter only leads that it finds; null for all */
    public Uni<ObjectNode> of(String filter, Me me) {
        return Panache.withSession(() -> rules.inForce().chain(inForce -> teams(inForce).chain(present -> {
            Parameters parameters = new Parameters();
            String where = queries.condition(LeadType.LEAD, filter, null, me, parameters);
            String sql = "select id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), company, email, phone), owner, team, "
                    + (inForce.isEmpty() ? "null::int" : match.firstOf(inForce, parameters)) + " from (select * from lead where " + where
                    + " order by created_at desc, id desc limit " + LEADS + ") as lead order by created_at, id";
            return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> report(rows, inForce, present));
        })));
    }

    /** Who is there in each team that takes turns, one query after the other. */
    private Uni<Map<String, Map<String, Integer>>> teams(List<AssignmentRule> inForce) {
        Map<String, Map<String, Integer>> present = new HashMap<>();
        Set<String> teams = new HashSet<>();
        inForce.stream().filter(rule -> rule.toTeam != null && rule.roundRobin).forEach(rule -> teams.add(rule.toTeam));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String team : teams) {
            all = all.chain(() -> roundRobin.present(team)).invoke(people -> present.put(team, people)).replaceWithVoid();
        }
        return all.replaceWith(present);
    }

    private ObjectNode report(RowSet<Row> rows, List<AssignmentRule> inForce, Map<String, Map<String, Integer>> present) {
        Map<Integer, Map<String, Integer>> shares = new TreeMap<>();
        Map<String, Map<String, Long>> turns = new HashMap<>();
        Map<String, Long> scales = new HashMap<>();
        ObjectNode report = json.createObjectNode().put("leads", rows.size());
        ArrayNode items = json.createArrayNode();
        int unmatched = 0;
        for (Row row : rows) {
            ObjectNode item = items.addObject().put("leadId", row.getUUID(0).toString()).put("name", row.getString(1))
                    .put("owner", row.getString(2)).put("team", row.getString(3));
            if (row.getInteger(4) == null) {
                unmatched++;
                continue;
            }
            AssignmentRule rule = inForce.get(row.getInteger(4));
            String owner = rule.toOwner != null ? rule.toOwner : next(rule, present, turns, scales);
            item.put("ruleId", rule.id.toString()).put("wouldOwn", owner).put("wouldBeIn", owner == null ? rule.toTeam : null);
            shares.computeIfAbsent(row.getInteger(4), index -> new TreeMap<>()).merge(owner == null ? "" : owner, 1, Integer::sum);
        }
        ArrayNode byRule = report.putArray("rules");
        for (int i = 0; i < inForce.size(); i++) {
            Map<String, Integer> share = shares.getOrDefault(i, Map.of());
            ObjectNode rule = byRule.addObject().put("ruleId", inForce.get(i).id.toString()).put("name", inForce.get(i).name)
                    .put("matched", share.values().stream().mapToInt(Integer::intValue).sum());
            ArrayNode to = rule.putArray("to");
            share.forEach((owner, count) -> to.addObject().put("owner", owner.isEmpty() ? null : owner).put("leads", count));
        }
        report.put("unmatched", unmatched);
        report.set("items", items);
        return report;
    }

    private static String next(AssignmentRule rule, Map<String, Map<String, Integer>> present, Map<String, Map<String, Long>> turns,
            Map<String, Long> scales) {
        Map<String, Integer> people = rule.roundRobin ? present.getOrDefault(rule.toTeam, Map.of()) : Map.of();
        if (people.isEmpty()) {
            return null;
        }
        Map<String, Long> taken = turns.computeIfAbsent(rule.toTeam, team -> new HashMap<>());
        FairTurn.Pick pick = FairTurn.next(RoundRobin.members(people, taken::get), scales.getOrDefault(rule.toTeam, 0L));
        taken.put(pick.login(), pick.next());
        scales.put(rule.toTeam, pick.now());
        return pick.login();
    }
}
