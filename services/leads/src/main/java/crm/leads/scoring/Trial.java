package crm.leads.scoring;

import crm.learning.Example;
import crm.learning.Feature;
import crm.learning.Measures;
import crm.learning.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a model does on leads that it has not seen.
 *
 * @param calibration the leads in ten bands of what was promised: how many there are, what was promised and what came
 * @param weights of each feature, the weightiest first: by how much the log loss grows when its values are taken away
 */
record Trial(Measures measures, List<Map<String, Object>> calibration, List<Map<String, Object>> weights) {

    private static final int BANDS = 10;

    static Trial of(Model model, List<Example> heldOut) {
        boolean[] success = new boolean[heldOut.size()];
        for (int i = 0; i < success.length; i++) {
            success[i] = heldOut.get(i).success();
        }
        double[] promised = promised(model, heldOut, UnaryOperator.identity());
        Measures measures = Measures.of(promised, success);
        List<Map<String, Object>> weights = new ArrayList<>();
        for (Feature feature : model.features()) {
            double without = Measures.of(promised(model, heldOut, values -> {
                Map<String, String> rest = new HashMap<>(values);
                rest.remove(feature.name());
                return rest;
            }), success).logLoss();
            weights.add(Map.of("field", feature.name(), "label", feature.label(), "weight", rounded(without - measures.logLoss())));
        }
        weights.sort(Comparator.comparingDouble(weight -> -(Double) weight.get("weight")));
        return new Trial(measures, calibration(promised, success), weights);
    }

    private static double[] promised(Model model, List<Example> examples, UnaryOperator<Map<String, String>> seenAs) {
        return examples.stream().mapToDouble(example -> model.probability(seenAs.apply(example.values()))).toArray();
    }

    private static List<Map<String, Object>> calibration(double[] promised, boolean[] success) {
        List<Map<String, Object>> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            int leads = 0;
            int converted = 0;
            double sum = 0;
            for (int i = 0; i < promised.length; i++) {
                if (Math.min(BANDS - 1, (int) (promised[i] * BANDS)) == band) {
                    leads++;
                    sum += promised[i];
                    converted += success[i] ? 1 : 0;
                }
            }
            if (leads > 0) {
                bands.add(Map.of("from", (double) band / BANDS, "to", (band + 1.0) / BANDS, "leads", leads, "promised", rounded(sum / leads),
                        "converted", rounded((double) converted / leads)));
            }
        }
        return bands;
    }

    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
