package crm.governance.record;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import java.util.Set;

/** Those who look after the whole and therefore see it. */
public final class Oversight {

    private static final Set<String> ROLES = Set.of("data-steward", "compliance-officer", "executive", "crm-admin");

    private Oversight() {}

    public static boolean has(Me me) {
        return me.roles().stream().anyMatch(ROLES::contains);
    }

    /** 403 for everybody else. */
    public static void only(Me me) {
        if (!has(me)) {
            throw Problem.forbidden("Only those who look after the whole see this.");
        }
    }
}
