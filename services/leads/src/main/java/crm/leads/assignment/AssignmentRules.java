package crm.leads.assignment;

import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.LeadType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who may give a lead to whom, whichever way the owner changes. Reps and marketers take what nobody owns and give back
 * what is theirs, marketers also hand over to a team, a sales manager assigns within the teams below, and those who
 * look after all leads assign anywhere.
 */
@Singleton
public class AssignmentRules {

    private static final Set<String> ANYWHERE = Set.of("crm-admin", "marketing-manager", "integration");
    private static final Set<String> TAKING = Set.of("sales-rep", "sales-manager", "marketer");
    private static final int RETRY_SECONDS = 5;

    private final Directory directory;
    private final Clock clock;

    AssignmentRules(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether somebody looks after all leads. */
    public static boolean assignsAnywhere(Me me) {
        return me.roles().stream().anyMatch(ANYWHERE::contains);
    }

    /** A lead that comes in for somebody else than who brings it is assigned from the start. */
    public void completeNew(Lead lead) {
        if (lead.status == null) {
            boolean forOthers = lead.owner == null ? lead.team != null : !lead.owner.equals(lead.createdBy);
            lead.status = forOthers ? LeadStatus.ASSIGNED : LeadStatus.NEW;
            lead.assignedAt = forOthers && lead.assignedAt == null ? clock.instant() : lead.assignedAt;
        }
    }

    /** Checks owner and team of a lead that somebody enters. */
    public void checkNew(Lead lead, Me me) {
        boolean ownedByDefault = me.login().equals(lead.owner) && Objects.equals(lead.team, me.team());
        if (!ownedByDefault && (lead.owner != null || lead.team != null)) {
            checkKnown(lead, me);
            checkRight(null, null, lead, me);
        }
    }

    /** Checks a change of owner or team, and adds what follows from it. */
    public void apply(Lead lead, Map<String, FieldChange> changes, Me me) {
        if (lead.owner != null && changes.containsKey("owner") && !changes.containsKey("team")) {
            String team = lead.owner.equals(me.login()) ? me.team() : directory.teamOf(lead.owner);
            lead.team = team == null ? lead.team : team;
        }
        if (!lead.isGivenByAct()) {
            checkKnown(lead, me);
            checkRight(before(changes, "owner", lead.owner), before(changes, "team", lead.team), lead, me);
            checkPool(before(changes, "status", lead.status.name()), lead, me);
        }
        boolean assigned = lead.owner != null || lead.team != null;
        lead.assignedAt = assigned ? clock.instant() : null;
        if (assigned && !changes.containsKey("status")
                && (lead.status == LeadStatus.NEW || lead.status == LeadStatus.RECYCLED)) {
            lead.status = LeadStatus.ASSIGNED;
        }
    }

    private static String before(Map<String, FieldChange> changes, String field, String now) {
        FieldChange change = changes.get(field);
        return change == null ? now : change.from().textValue();
    }

    private void checkKnown(Lead lead, Me me) {
        if (lead.owner != null && !lead.owner.equals(me.login())) {
            if (!directory.isKnown()) {
                throw Problem.unavailable("It is not known yet who works here.", RETRY_SECONDS);
            }
            if (!directory.hasPerson(lead.owner)) {
                throw Problem.invalid("/owner", "There is nobody with this login name.");
            }
            Set<String> roles = directory.rolesOf(lead.owner);
            if (!roles.isEmpty() && roles.stream().allMatch(role -> LeadType.LEAD.access().of(role).change() == Scope.NONE)) {
                throw Problem.invalid("/owner", "This person does not work with leads.");
            }
        }
        if (lead.team != null && directory.isKnown() && !directory.hasTeam(lead.team)) {
            throw Problem.invalid("/team", "There is no team of this name.");
        }
    }

    private void checkRight(String ownerBefore, String teamBefore, Lead lead, Me me) {
        if (!assignsAnywhere(me)
                && !(me.has("sales-manager") && isWithin(me.teams(), lead, me))
                && !(me.roles().stream().anyMatch(TAKING::contains) && isTaken(ownerBefore, teamBefore, lead, me))
                && !(me.has("marketer") && isHandedOver(ownerBefore, lead, me))) {
            throw Problem.forbidden("You may take a lead that nobody owns and give yours back to your team; to give it to"
                    + " somebody else is for those who manage the people.");
        }
    }

    /** Who takes a lead out of the pool claims it, since the pool is shared by limits. */
    private static void checkPool(String statusBefore, Lead lead, Me me) {
        if (LeadStatus.RECYCLED.name().equals(statusBefore) && me.login().equals(lead.owner)
                && me.roles().stream().noneMatch(role -> ANYWHERE.contains(role) || role.equals("sales-manager"))) {
            throw Problem.conflict("claim-it", "This lead is in the pool", "Take it by POST /api/v1/leads/" + lead.id + "/claim.");
        }
    }

    private boolean isWithin(Set<String> teams, Lead lead, Me me) {
        boolean ownerWithin = lead.owner == null || lead.owner.equals(me.login())
                || directory.teamsOf(lead.owner).stream().anyMatch(teams::contains);
        boolean teamWithin = lead.team == null ? lead.owner != null : teams.contains(lead.team);
        return ownerWithin && teamWithin;
    }

    /** Takes it from nobody, or gives it back, and leaves it in a team of the caller's or where it was. */
    private static boolean isTaken(String ownerBefore, String teamBefore, Lead lead, Me me) {
        boolean taken = ownerBefore == null && me.login().equals(lead.owner);
        boolean returned = me.login().equals(ownerBefore) && lead.owner == null;
        return (taken || returned) && (Objects.equals(teamBefore, lead.team) || me.directTeams().contains(lead.team));
    }

    private static boolean isHandedOver(String ownerBefore, Lead lead, Me me) {
        return lead.owner == null && lead.team != null && (ownerBefore == null || ownerBefore.equals(me.login()));
    }
}
