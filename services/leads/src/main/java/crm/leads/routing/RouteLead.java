package crm.leads.routing;

import crm.chassis.directory.Directory;
import crm.chassis.sql.Parameters;
import crm.chassis.sql.SessionSql;
import crm.leads.hours.BusinessCalendars;
import crm.leads.lead.Lead;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Gives a lead that comes in for nobody to whom the rules say, with the limits that the rule sets. */
@Singleton
public class RouteLead {

    private final RoutingRules rules;
    private final RuleMatch match;
    private final RoundRobin roundRobin;
    private final BusinessCalendars calendars;
    private final Directory directory;
    private final Clock clock;

    RouteLead(RoutingRules rules, RuleMatch match, RoundRobin roundRobin, BusinessCalendars calendars, Directory directory, Clock clock) {
        this.rules = rules;
        this.match = match;
        this.roundRobin = roundRobin;
        this.calendars = calendars;
        this.directory = directory;
        this.clock = clock;
    }

    /** Completes a lead before it is stored; one that no rule is for stays as it is. Needs a transaction. */
    public Uni<Void> route(Lead lead) {
        return rules.inForce().chain(inForce -> inForce.isEmpty()
                ? Uni.createFrom().voidItem()
                : deciding(lead, inForce).chain(rule -> rule == null ? Uni.createFrom().voidItem() : follow(rule, lead)));
    }

    private Uni<AssignmentRule> deciding(Lead lead, List<AssignmentRule> inForce) {
        Parameters parameters = new Parameters();
        String sql = "select " + match.firstOf(inForce, parameters) + " from " + match.asRow(lead, parameters);
        Tuple values = parameters.tuple();
        Object[] bound = new Object[values.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = values.getValue(i);
        }
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, bound))
                .map(rows -> rows.get(0)[0] == null ? null : inForce.get(((Number) rows.get(0)[0]).intValue()));
    }

    private Uni<Void> follow(AssignmentRule rule, Lead lead) {
        Uni<String> person = rule.toOwner != null ? Uni.createFrom().item(rule.toOwner)
                : rule.roundRobin ? roundRobin.next(rule.toTeam) : Uni.createFrom().nullItem();
        return person.chain(owner -> calendars.current().invoke(hours -> {
            Instant now = clock.instant();
            rule.give(lead, owner, owner == null ? null : directory.teamOf(owner), now);
            rule.limit(lead, hours, now);
        })).replaceWithVoid();
    }
}
