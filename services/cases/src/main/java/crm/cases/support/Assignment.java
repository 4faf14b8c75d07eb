package crm.cases.support;

import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.directory.Directory;
import crm.chassis.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Set;

/** To whom a case may be given: people and teams that exist, and people whose roles work on cases. */
@Singleton
class Assignment {

    private final Directory directory;

    Assignment(Directory directory) {
        this.directory = directory;
    }

    /** While the directory is not known, names are taken as they are. */
    void check(SupportCase record, Me me) {
        if (!directory.isKnown()) {
            return;
        }
        if (record.owner != null && !record.owner.equals(me.login()) && !me.roles().contains("integration")) {
            if (!directory.hasPerson(record.owner)) {
                throw Problem.invalid("/owner", "There is nobody with this login name.");
            }
            Set<String> roles = directory.rolesOf(record.owner);
            if (!roles.isEmpty() && roles.stream().allMatch(role -> CaseDescription.CASE.access().of(role).change() == Scope.NONE)) {
                throw Problem.invalid("/owner", "This person does not work on cases.");
            }
        }
    }
}
