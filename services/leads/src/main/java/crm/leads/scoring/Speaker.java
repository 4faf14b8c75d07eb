package crm.leads.scoring;

import crm.learning.Feature;
import crm.learning.Model;
import crm.learning.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who says what a lead's score is: the model that is champion, or else the marketer's point rules.
 *
 * @param modelNumber of the champion; null where the rules speak
 */
public record Speaker(ScoringPolicy policy, Long modelNumber, Model model, PointRules rules, List<Feature> features) {

    static final int MOST_REASONS = 5;
    private static final String OUTCOME = "conversion";

    /** What a lead is told to be worth; a null score says that none is given. */
    public record Score(Long score, ScoreBasis basis, int completeness, List<Map<String, Object>> reasons) {}

    boolean isMute() {
        return model == null && rules.rules().isEmpty();
    }

    /** @param met which of the point rules the lead meets, in their order */
    Score score(Map<String, String> values, boolean[] met) {
        if (model == null) {
            return byRules(values, met);
        }
        int completeness = (int) Math.round(100 * model.completeness(values));
        if (completeness < policy.minCompleteness) {
            return new Score(null, ScoreBasis.WITHHELD, completeness, List.of(Map.of("reason", "Too little is known: " + completeness
                    + " % of what the model looks at has a value, and " + policy.minCompleteness + " % have to.", "effect", 0)));
        }
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (Reason reason : model.reasons(values, MOST_REASONS, OUTCOME)) {
            reasons.add(Map.of("field", reason.feature(), "reason", reason.reason(), "effect", Math.round(100 * reason.effect()) / 100.0));
        }
        return new Score(Math.round(100 * model.probability(values)), ScoreBasis.MODEL, completeness, reasons);
    }

    private Score byRules(Map<String, String> values, boolean[] met) {
        long points = 0;
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (int i = 0; i < met.length; i++) {
            if (met[i]) {
                PointRules.Rule rule = rules.rules().get(i);
                points += rule.points();
                reasons.add(Map.of("reason", rule.label() + ", which " + (rule.points() > 0 ? "adds " : "takes ") + Math.abs(rule.points()) + " points",
                        "effect", rule.points()));
            }
        }
        reasons.sort((one, other) -> Integer.compare(Math.abs((Integer) other.get("effect")), Math.abs((Integer) one.get("effect"))));
        long known = features.stream().filter(feature -> values.containsKey(feature.name())).count();
        return new Score(Math.max(0, Math.min(100, points)), ScoreBasis.RULES, features.isEmpty() ? 0 : (int) Math.round(100.0 * known / features.size()),
                List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))));
    }
}
