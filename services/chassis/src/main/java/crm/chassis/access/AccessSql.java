package crm.chassis.access;

import crm.chassis.sql.Parameters;

/** The one rule of own, team and all: as a condition of SQL and for a record in memory. */
public final class AccessSql {

    private AccessSql() {}

    /** A condition over the columns owner and team. */
    public static String within(Scope scope, Me me, Parameters parameters) {
        return switch (scope) {
            case ALL -> "true";
            case NONE -> "false";
            case OWN -> "(owner = " + parameters.add(me.login()) + " or " + unowned(me, parameters) + ")";
            case TEAM -> "(owner = " + parameters.add(me.login())
                    + " or team = any(" + parameters.add(me.teams().toArray(String[]::new)) + ")"
                    + " or (owner is null and team is null))";
        };
    }

    private static String unowned(Me me, Parameters parameters) {
        return "(owner is null and (team is null or team = any("
                + parameters.add(me.directTeams().toArray(String[]::new)) + ")))";
    }

    /** The same rule for a record in memory. */
    public static boolean within(Scope scope, Me me, String owner, String team) {
        boolean mine = me.login().equals(owner);
        return switch (scope) {
            case ALL -> true;
            case NONE -> false;
            case OWN -> mine || owner == null && (team == null || me.directTeams().contains(team));
            case TEAM -> mine || (team == null ? owner == null : me.teams().contains(team));
        };
    }
}
