package crm.leads.routing;

import crm.chassis.directory.Directory;
import crm.chassis.sql.Parameters;
import crm.chassis.time.BusinessHours;
import crm.leads.hours.BusinessCalendars;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives the leads of an import that come for nobody to whom the rules say, a batch at a time: one statement finds the
 * rules of all, and the turns of a team are taken together. What is over or in the pool stays as it came, and history
 * that somebody has worked on gets an owner but no limits.
 */
@Singleton
public class RouteImport {

    private final RoutingRules rules;
    private final RuleMatch match;
    private final RoundRobin roundRobin;
    private final BusinessCalendars calendars;
    private final Directory directory;
    private final Clock clock;

    RouteImport(RoutingRules rules, RuleMatch match, RoundRobin roundRobin, BusinessCalendars calendars, Directory directory, Clock clock) {
        this.rules = rules;
        this.match = match;
        this.roundRobin = roundRobin;
        this.calendars = calendars;
        this.directory = directory;
        this.clock = clock;
    }

    /** Completes leads before they are stored, in the transaction of the connection. */
    public Uni<Void> route(SqlConnection connection, List<Lead> leads) {
        List<Lead> open = leads.stream().filter(lead -> lead.archivedAt == null && !lead.status.isOver() && lead.status != LeadStatus.RECYCLED).toList();
        return open.isEmpty() ? Uni.createFrom().voidItem() : rules.inForce(connection).chain(inForce -> inForce.isEmpty()
                ? Uni.createFrom().voidItem()
                : deciding(connection, open, inForce).chain(decided -> follow(connection, decided)));
    }

    /** Leads with their rule, in their order; those that no rule is for are left out. */
    private Uni<Map<Lead, AssignmentRule>> deciding(SqlConnection connection, List<Lead> leads, List<AssignmentRule> inForce) {
        Parameters parameters = new Parameters();
        String first = match.firstOf(inForce, parameters);
        String sql = "select id, " + first + " from " + match.asRows(leads, first, parameters);
        return connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<UUID, Integer> byId = new HashMap<>();
            rows.forEach(row -> byId.put(row.getUUID(0), row.getInteger(1)));
            Map<Lead, AssignmentRule> decided = new LinkedHashMap<>();
            leads.stream().filter(lead -> byId.get(lead.id) != null).forEach(lead -> decided.put(lead, inForce.get(byId.get(lead.id))));
            return decided;
        });
    }

    private Uni<Void> follow(SqlConnection connection, Map<Lead, AssignmentRule> decided) {
        Map<String, Long> turnsOf = decided.values().stream().filter(RouteImport::takesTurns)
                .collect(Collectors.groupingBy(rule -> rule.toTeam, TreeMap::new, Collectors.counting()));
        Map<String, Iterator<String>> people = new HashMap<>();
        Uni<Void> turns = Uni.createFrom().voidItem();
        for (Map.Entry<String, Long> team : turnsOf.entrySet()) {
            turns = turns.chain(() -> roundRobin.next(connection, team.getKey(), team.getValue().intValue()))
                    .invoke(picked -> people.put(team.getKey(), picked.iterator())).replaceWithVoid();
        }
        return turns.chain(() -> calendars.current(connection)).invoke(hours -> decided.forEach((lead, rule) ->
                give(lead, rule, takesTurns(rule) ? people.get(rule.toTeam).next() : rule.toOwner, hours))).replaceWithVoid();
    }

    private static boolean takesTurns(AssignmentRule rule) {
        return rule.toOwner == null && rule.roundRobin;
    }

    private void give(Lead lead, AssignmentRule rule, String owner, BusinessHours hours) {
        Instant now = clock.instant();
        boolean fresh = lead.status == LeadStatus.NEW || lead.status == LeadStatus.ASSIGNED;
        rule.give(lead, owner, owner == null ? null : directory.teamOf(owner), now);
        if (fresh && lead.firstRespondedAt == null) {
            rule.limit(lead, hours, now);
        }
    }
}
