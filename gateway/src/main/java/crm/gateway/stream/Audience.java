package crm.gateway.stream;

import crm.gateway.access.Caller;
import crm.gateway.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/**
 * Whom an event is meant for, beside those whose record it is about: the people it names, or those of a team who sell.
 *
 * @param people login names
 * @param team name of a team; null for none
 * @param why what these are told as the reason
 */
record Audience(Set<String> people, String team, String why) {

    static final Audience NONE = new Audience(Set.of(), null, null);

    private static final Set<Role> SALES = Set.of(Role.SALES_REP, Role.SALES_MANAGER);

    /** @param name of the event without service and version, as in {@code handoff-offered} */
    static Audience of(String name, JsonObject data) {
        return switch (name) {
            case "handoff-offered" -> personOrTeam(data.getString("offeredTo"), data, "it was offered to ");
            case "handoff-reminded" -> personOrTeam(data.getString("owner"), data, "it is waiting for a decision of ");
            case "handoff-escalated" -> new Audience(escalatedTo(data), data.getString("team"), "nobody decided on it in time");
            case "handoff-accepted", "handoff-rejected" -> new Audience(someone(data.getString("offeredBy")), null, "you offered it");
            case "activity-reminded" -> new Audience(someone(data.getString("owner")), null, "you wanted to be reminded");
            case "opportunity-nudged" -> new Audience(someone(data.getString("owner")), null, "somebody asks you how it goes on");
            case "opportunity-stuck" -> new Audience(someone(data.getString("owner")), null, "it has stood in its stage for too long");
            default -> NONE;
        };
    }

    private static Audience personOrTeam(String person, JsonObject data, String why) {
        return person != null ? new Audience(Set.of(person), null, why + "you")
                : new Audience(Set.of(), data.getString("team"), why + "your team");
    }

    private static Set<String> escalatedTo(JsonObject data) {
        Set<String> people = new HashSet<>(someone(data.getString("previousOwner")));
        data.getJsonArray("managers", new JsonArray()).forEach(manager -> people.add((String) manager));
        return people;
    }

    private static Set<String> someone(String person) {
        return person == null ? Set.of() : Set.of(person);
    }

    boolean has(Caller caller) {
        return people.contains(caller.login())
                || team != null && caller.teams().contains(team) && caller.roles().stream().anyMatch(SALES::contains);
    }
}
