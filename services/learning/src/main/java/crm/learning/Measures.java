package crm.learning;

import java.util.Arrays;
import java.util.Comparator;

/** How good predictions are: order (AUC, 0.5 is chance) and truth (Brier score and log loss, less is better). */
public record Measures(double auc, double brier, double logLoss) {

    private static final double LEAST = 1e-9;

    public static Measures of(double[] probabilities, boolean[] success) {
        double brier = 0;
        double loss = 0;
        for (int i = 0; i < success.length; i++) {
            double probability = Math.max(LEAST, Math.min(1 - LEAST, probabilities[i]));
            double error = (success[i] ? 1 : 0) - probability;
            brier += error * error;
            loss -= Math.log(success[i] ? probability : 1 - probability);
        }
        return new Measures(auc(probabilities, success), brier / success.length, loss / success.length);
    }

    /** The share of pairs of a success and a failure that stand in the right order; a tie counts half. */
    private static double auc(double[] probabilities, boolean[] success) {
        Integer[] order = new Integer[success.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
        double failuresBelow = 0;
        double right = 0;
        long successes = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            int hits = 0;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                hits += success[order[to++]] ? 1 : 0;
            }
            int misses = to - from - hits;
            right += hits * (failuresBelow + misses / 2.0);
            failuresBelow += misses;
            successes += hits;
            from = to;
        }
        return successes == 0 || failuresBelow == 0 ? 0.5 : right / (successes * failuresBelow);
    }
}
