package crm.opportunities.forecast;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The teams as they stand above each other; the one above all others is the company. */
final class TeamTree {

    private final Map<String, String> parents = new TreeMap<>();
    private final String top;

    /** @param paths path of each team by its name, as in {@code /company/sales} */
    TeamTree(Map<String, String> paths) {
        paths.forEach((name, path) -> {
            int slash = path.lastIndexOf('/');
            String above = slash <= 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
            parents.put(name, above);
        });
        List<String> highest = parents.entrySet().stream().filter(team -> team.getValue().isEmpty()).map(Map.Entry::getKey).toList();
        top = highest.size() == 1 ? highest.get(0) : "";
    }

    boolean isCompany(String team) {
        return team == null || team.equals(top) || !parents.containsKey(team);
    }

    /** Teams directly below a team, or below the company where it is null. */
    Set<String> below(String team) {
        Set<String> below = new TreeSet<>();
        String above = team == null ? top : team;
        parents.forEach((name, parent) -> {
            if (parent.equals(above)) {
                below.add(name);
            }
        });
        return below;
    }

    /** The team and all below it. */
    Set<String> within(String team) {
        Set<String> within = new TreeSet<>(Set.of(team));
        below(team).forEach(each -> within.addAll(within(each)));
        return within;
    }

    Set<String> teams() {
        return parents.keySet();
    }
}
