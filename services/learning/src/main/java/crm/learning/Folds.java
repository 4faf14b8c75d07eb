package crm.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Deals examples into folds of equal success, the same way for the same seed. */
public record Folds(int[] of, int count) {

    public static Folds deal(List<Example> examples, int count, long seed) {
        int[] shuffled = new int[examples.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < shuffled.length; i++) {
            int j = random.nextInt(i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = i;
        }
        int[] folds = new int[shuffled.length];
        int[] next = new int[2];
        for (int row : shuffled) {
            folds[row] = next[examples.get(row).success() ? 1 : 0]++ % count;
        }
        return new Folds(folds, count);
    }

    public List<Example> without(int fold, List<Example> examples) {
        List<Example> rest = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            if (of[i] != fold) {
                rest.add(examples.get(i));
            }
        }
        return rest;
    }
}
