package crm.chassis.change;

import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.problem.Reason;
import crm.chassis.record.CrmRecord;
import java.util.Map;

/**
 * What follows when a record is given to somebody: the person or team has to exist, and the record goes to the team of
 * its new owner unless a team is named as well. While the directory is not known, names are taken as they are.
 */
final class Ownership {

    private final Directory directory;
    private final Me me;

    Ownership(Directory directory, Me me) {
        this.directory = directory;
        this.me = me;
    }

    void follow(CrmRecord record, Map<String, FieldChange> edited) {
        boolean ownerGiven = edited.containsKey("owner") && record.owner != null;
        boolean mine = me.login().equals(record.owner);
        if (ownerGiven && !mine && directory.isKnown() && !directory.hasPerson(record.owner)) {
            throw Problem.invalid("/owner", Reason.nobody());
        }
        if (edited.containsKey("team") && record.team != null && directory.isKnown() && !directory.hasTeam(record.team)) {
            throw Problem.invalid("/team", Reason.noTeam());
        }
        if (ownerGiven && !edited.containsKey("team")) {
            String team = mine ? me.team() : directory.teamOf(record.owner);
            record.team = team == null ? record.team : team;
        }
    }
}
