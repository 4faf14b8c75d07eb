package crm.leads.routing;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.list.FilterSql;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import crm.leads.lead.LeadType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rules of who gets which lead. What cannot be evaluated or names nobody is refused when it is written. */
@Singleton
public class RoutingRules extends Records<AssignmentRule> {

    static final int MAX_ACTIVE = 200;
    private static final int MAX_MINUTES = 60 * 24 * 30;
    private static final int MAX_DAYS = 730;

    RoutingRules(Chassis chassis) {
        super(RecordType.of(AssignmentRule.class, "assignmentRule", "assignment-rules")
                .fields(text("name").max(120).required().searchable().sortable(),
                        integer("position").required().sortable(),
                        bool("active"),
                        text("condition").max(8_000),
                        text("toOwner").max(120),
                        text("toTeam").max(120),
                        bool("roundRobin"),
                        integer("responseMinutes"),
                        bool("escalateToTeam"),
                        integer("recycleAfterDays"))
                .access(AccessRules.rules()
                        .keeps("sales-manager", Scope.ALL, Scope.ALL)
                        .keeps("marketing-manager", Scope.ALL, Scope.ALL)
                        .keeps("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL)
                        .reads("marketer", Scope.ALL)
                        .reads("data-steward", Scope.ALL)
                        .reads("compliance-officer", Scope.ALL)
                        .reads("executive", Scope.ALL))
                .build(), chassis);
    }

    @Override
    protected void complete(AssignmentRule rule, Me me) {
        check(rule, me);
    }

    @Override
    protected void beforeChange(AssignmentRule rule, Map<String, FieldChange> changes, Me me) {
        check(rule, me);
    }

    private void check(AssignmentRule rule, Me me) {
        List<FieldError> errors = new ArrayList<>();
        Directory directory = chassis().directory();
        if ((rule.toOwner == null) == (rule.toTeam == null)) {
            errors.add(new FieldError("", "A rule names either toOwner or toTeam."));
        }
        if (rule.toOwner != null && directory.isKnown() && !worksWithLeads(directory, rule.toOwner)) {
            errors.add(new FieldError("/toOwner", "There is nobody with this login name who works with leads."));
        }
        if (rule.toTeam != null && directory.isKnown() && !directory.hasTeam(rule.toTeam)) {
            errors.add(new FieldError("/toTeam", "There is no team of this name."));
        }
        between("responseMinutes", rule.responseMinutes, MAX_MINUTES, errors);
        between("recycleAfterDays", rule.recycleAfterDays, MAX_DAYS, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (!me.has("crm-admin") && !me.has("marketing-manager") && !isWithin(rule, directory, me)) {
            throw Problem.forbidden("You may route leads to the people and teams that you manage.");
        }
        if (rule.condition != null) {
            new FilterSql(LeadType.LEAD, Me.PLATFORM, chassis().clock(), new Parameters()).condition(rule.condition);
        }
    }

    private static boolean worksWithLeads(Directory directory, String login) {
        return directory.hasPerson(login)
                && directory.rolesOf(login).stream().anyMatch(role -> LeadType.LEAD.access().of(role).create());
    }

    private static boolean isWithin(AssignmentRule rule, Directory directory, Me me) {
        return rule.toTeam != null ? me.teams().contains(rule.toTeam)
                : me.login().equals(rule.toOwner) || directory.teamsOf(rule.toOwner).stream().anyMatch(me.teams()::contains);
    }

    private static void between(String field, Integer value, int most, List<FieldError> errors) {
        if (value != null && (value < 1 || value > most)) {
            errors.add(new FieldError("/" + field, field + " has to be between 1 and " + most + "."));
        }
    }

    /** The rules that are in force, in their order, read in the session that is open; those whose person or team is gone are passed over. */
    Uni<List<AssignmentRule>> inForce() {
        return Panache.getSession().chain(session -> session
                .createQuery("from AssignmentRule where active and archivedAt is null order by position, id", AssignmentRule.class)
                .setMaxResults(MAX_ACTIVE).getResultList())
                .map(this::withSomebodyThere);
    }

    /** The same as far as routing needs them, on the connection of an import. */
    Uni<List<AssignmentRule>> inForce(SqlConnection connection) {
        return connection.query("select id, condition, to_owner, to_team, round_robin, response_minutes, recycle_after_days from assignment_rule"
                        + " where active and archived_at is null order by position, id limit " + MAX_ACTIVE).execute()
                .map(rows -> withSomebodyThere(rows.stream().map(RoutingRules::rule).toList()));
    }

    private static AssignmentRule rule(Row row) {
        AssignmentRule rule = new AssignmentRule();
        rule.id = row.getUUID(0);
        rule.condition = row.getString(1);
        rule.toOwner = row.getString(2);
        rule.toTeam = row.getString(3);
        rule.roundRobin = row.getBoolean(4);
        rule.responseMinutes = row.getInteger(5);
        rule.recycleAfterDays = row.getInteger(6);
        return rule;
    }

    private List<AssignmentRule> withSomebodyThere(List<AssignmentRule> rules) {
        Directory directory = chassis().directory();
        return !directory.isKnown() ? rules : rules.stream()
                .filter(rule -> rule.toOwner == null ? directory.hasTeam(rule.toTeam) : directory.hasPerson(rule.toOwner)).toList();
    }

    public Uni<AssignmentRule> byId(java.util.UUID id) {
        return Panache.getSession().chain(session -> session.find(AssignmentRule.class, id));
    }
}
