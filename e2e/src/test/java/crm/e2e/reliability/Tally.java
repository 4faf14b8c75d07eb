package crm.e2e.reliability;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What was acknowledged beside what is there.
 *
 * @param lost acknowledged and not there
 * @param doubled there once too often
 */
record Tally(String of, long acknowledged, long present, long lost, long doubled) {

    /** @param found how often each thing is there, by its name; things that nobody was told of do not count */
    static Tally of(String what, Collection<String> acknowledged, Map<String, Long> found) {
        Map<String, Long> counts = new HashMap<>();
        acknowledged.forEach(name -> counts.put(name, found.getOrDefault(name, 0L)));
        long present = counts.values().stream().filter(count -> count > 0).count();
        return new Tally(what, acknowledged.size(), present, acknowledged.size() - present,
                counts.values().stream().mapToLong(count -> Math.max(0, count - 1)).sum());
    }

    boolean isExact() {
        return lost == 0 && doubled == 0 && present == acknowledged;
    }
}
