package crm.opportunities.health;

import java.util.Map;

/** The ranges of an account's health, in their order. */
final class HealthBand {

    private static final Map<String, Integer> RANK = Map.of("RED", 0, "YELLOW", 1, "GREEN", 2);

    private HealthBand() {}

    /** Whether an account fell from one band to a lower one; never where one of them is not known. */
    static boolean fell(Object from, String to) {
        Integer before = from instanceof String name ? RANK.get(name) : null;
        Integer after = RANK.get(to);
        return before != null && after != null && after < before;
    }
}
