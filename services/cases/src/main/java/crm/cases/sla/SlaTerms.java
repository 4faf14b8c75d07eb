package crm.cases.sla;

import crm.cases.support.Priority;
import crm.chassis.time.BusinessHours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a policy promises, as it is kept with a case.
 *
 * @param ladder steps of escalation, in the order of their levels
 */
public record SlaTerms(BusinessHours hours, Map<String, Object> responseMinutes, Map<String, Object> resolveMinutes, boolean stopsWhilePending,
        List<Step> ladder) {

    static final int LEVELS = 3;

    /**
     * A step of escalation.
     *
     * @param after open time after the solution was due
     * @param team where the case goes; null to stay where it is
     */
    public record Step(Duration after, String team) {}

    static SlaTerms of(SlaPolicy policy) {
        return new SlaTerms(policy.hours(), orEmpty(policy.responseMinutes), orEmpty(policy.resolveMinutes), policy.pausesWhilePending,
                ladder(orEmpty(policy.escalation)));
    }

    /** Reads what {@link #toMap} wrote. */
    @SuppressWarnings("unchecked")
    public static SlaTerms of(Map<String, Object> kept) {
        return new SlaTerms(BusinessHours.of((Map<String, Object>) kept.get("hours")), (Map<String, Object>) kept.get("responseMinutes"),
                (Map<String, Object>) kept.get("resolveMinutes"), Boolean.TRUE.equals(kept.get("stopsWhilePending")),
                ladder((Map<String, Object>) kept.get("escalation")));
    }

    public Map<String, Object> toMap() {
        Map<String, Object> escalation = new LinkedHashMap<>();
        for (int level = 1; level <= ladder.size(); level++) {
            escalation.put("level" + level + "Minutes", ladder.get(level - 1).after().toMinutes());
            if (ladder.get(level - 1).team() != null) {
                escalation.put("level" + level + "Team", ladder.get(level - 1).team());
            }
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("hours", hours.toMap());
        kept.put("responseMinutes", responseMinutes);
        kept.put("resolveMinutes", resolveMinutes);
        kept.put("stopsWhilePending", stopsWhilePending);
        kept.put("escalation", escalation);
        return kept;
    }

    /** The promised time; null where nothing is promised for this priority. */
    public Duration promised(Milestone milestone, Priority priority) {
        Map<String, Object> minutes = milestone == Milestone.RESPONSE ? responseMinutes : resolveMinutes;
        return minutes.get(priority.name().toLowerCase(Locale.ROOT)) instanceof Number promised ? Duration.ofMinutes(promised.longValue()) : null;
    }

    private static List<Step> ladder(Map<String, Object> escalation) {
        List<Step> steps = new ArrayList<>();
        for (int level = 1; level <= LEVELS && escalation.get("level" + level + "Minutes") instanceof Number minutes; level++) {
            steps.add(new Step(Duration.ofMinutes(minutes.longValue()), (String) escalation.get("level" + level + "Team")));
        }
        return steps;
    }

    private static Map<String, Object> orEmpty(Map<String, Object> map) {
        return map == null ? Map.of() : map;
    }
}
