package crm.chassis.access;

import java.util.Set;

/**
 * Who is calling.
 *
 * @param login login name, never null
 * @param roles realm roles
 * @param team the team that new records of this person belong to; null for somebody without a team
 * @param directTeams teams that the person is a member of
 * @param teams these and all teams below them in the tree
 */
public record Me(String login, Set<String> roles, String team, Set<String> directTeams, Set<String> teams) {

    /** What the platform does by itself, as in consuming an event; it may do everything. */
    public static final Me PLATFORM = new Me("platform", Set.of("crm-admin"), null, Set.of(), Set.of());

    /** Who an event names as its actor; null for the platform, which acts as the service and on behalf of who caused it. */
    public String actor() {
        return this == PLATFORM ? null : login;
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
