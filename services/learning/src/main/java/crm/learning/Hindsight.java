package crm.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds features that are known only when the outcome is: whoever learns from them foretells the past. */
public final class Hindsight {

    private static final double TOO_GOOD = 0.97;
    private static final double TOO_TELLING = 0.9;
    private static final long SEED = 7;
    private static final int HALVES = 2;

    private Hindsight() {}

    /** Features to be refused, by name, each with the reason. Examples of both outcomes are needed. */
    public static Map<String, String> suspected(List<Feature> features, List<Example> examples) {
        Folds halves = Folds.deal(examples, HALVES, SEED);
        List<Example> first = halves.without(1, examples);
        List<Example> second = halves.without(0, examples);
        Map<String, String> suspected = new LinkedHashMap<>();
        for (Feature feature : features) {
            double presence = auc(Feature.category(feature.name()), first, second, value -> "known");
            double alone = auc(feature, first, second, UnaryOperator.identity());
            if (presence >= TOO_TELLING) {
                suspected.put(feature.name(), String.format(Locale.ROOT, "%s is filled in for one outcome and left empty for the"
                        + " other (AUC %.2f by that alone), so it is known only afterwards.", feature.label(), presence));
            } else if (alone >= TOO_GOOD) {
                suspected.put(feature.name(), String.format(Locale.ROOT, "%s alone tells the outcome almost without fail (AUC %.2f),"
                        + " so it is probably written when the outcome is known.", feature.label(), alone));
            }
        }
        return suspected;
    }

    /** How well the feature by itself, learnt on one half, orders the other. */
    private static double auc(Feature feature, List<Example> training, List<Example> test, UnaryOperator<String> seenAs) {
        Model model = Model.logistic(List.of(feature), only(feature, training, seenAs));
        List<Example> others = only(feature, test, seenAs);
        boolean[] success = new boolean[others.size()];
        double[] probabilities = new double[success.length];
        for (int i = 0; i < success.length; i++) {
            success[i] = others.get(i).success();
            probabilities[i] = model.probability(others.get(i).values());
        }
        return Measures.of(probabilities, success).auc();
    }

    private static List<Example> only(Feature feature, List<Example> examples, UnaryOperator<String> seenAs) {
        List<Example> only = new ArrayList<>();
        for (Example example : examples) {
            String value = example.values().get(feature.name());
            only.add(new Example(value == null || value.isBlank() ? Map.of() : Map.of(feature.name(), seenAs.apply(value)), example.success()));
        }
        return only;
    }
}
