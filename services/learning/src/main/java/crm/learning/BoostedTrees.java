package crm.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Gradient boosting of small trees over binned columns, for the log loss. The same seed gives the same trees. */
final class BoostedTrees {

    private static final int TREES = 250;
    private static final double RATE = 0.05;
    private static final double SAMPLE = 0.7;

    private final List<Column> columns;
    private final double start;
    private final List<TreeNode> trees;

    private BoostedTrees(List<Column> columns, double start, List<TreeNode> trees) {
        this.columns = columns;
        this.start = start;
        this.trees = trees;
    }

    static BoostedTrees train(List<Column> columns, List<Example> examples, long seed) {
        int size = examples.size();
        int[][] bins = new int[size][];
        int successes = 0;
        for (int i = 0; i < size; i++) {
            bins[i] = bins(columns, examples.get(i).values());
            successes += examples.get(i).success() ? 1 : 0;
        }
        double start = LogOdds.of((successes + 0.5) / (size + 1));
        double[] odds = new double[size];
        Arrays.fill(odds, start);
        double[] slope = new double[size];
        double[] curvature = new double[size];
        SplittableRandom random = new SplittableRandom(seed);
        List<TreeNode> trees = new ArrayList<>();
        int[] widths = columns.stream().mapToInt(Column::bins).toArray();
        for (int t = 0; t < TREES; t++) {
            int[] sample = IntStream.range(0, size).filter(i -> random.nextDouble() < SAMPLE).toArray();
            boolean[] used = new boolean[widths.length];
            for (int c = 0; c < used.length; c++) {
                used[c] = random.nextDouble() < SAMPLE;
            }
            for (int i = 0; i < size; i++) {
                double probability = LogOdds.probability(odds[i]);
                slope[i] = (examples.get(i).success() ? 1 : 0) - probability;
                curvature[i] = probability * (1 - probability);
            }
            TreeNode tree = new TreeGrowth(bins, widths, used, slope, curvature).grow(sample);
            for (int i = 0; i < size; i++) {
                odds[i] += RATE * tree.value(bins[i]);
            }
            trees.add(tree);
        }
        return new BoostedTrees(columns, start, trees);
    }

    double logOdds(Map<String, String> values) {
        int[] bins = bins(columns, values);
        double sum = start;
        for (TreeNode tree : trees) {
            sum += RATE * tree.value(bins);
        }
        return sum;
    }

    private static int[] bins(List<Column> columns, Map<String, String> values) {
        return columns.stream().mapToInt(column -> column.bin(values)).toArray();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(start);
        ModelFile.list(out, trees, tree -> tree.write(out));
    }

    static BoostedTrees read(DataInputStream in, List<Column> columns) throws IOException {
        double start = in.readDouble();
        return new BoostedTrees(columns, start, ModelFile.list(in, () -> TreeNode.read(in)));
    }

    List<Column> columns() {
        return columns;
    }
}
