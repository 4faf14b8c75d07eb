package crm.learning;

import java.util.Arrays;

/** Grows one tree by the gain that each split brings. */
final class TreeGrowth {

    private static final int DEPTH = 4;
    private static final double PENALTY = 3;
    private static final double LEAST_WEIGHT = 4;

    private final int[][] bins;
    private final int[] widths;
    private final boolean[] used;
    private final double[] slope;
    private final double[] curvature;

    TreeGrowth(int[][] bins, int[] widths, boolean[] used, double[] slope, double[] curvature) {
        this.bins = bins;
        this.widths = widths;
        this.used = used;
        this.slope = slope;
        this.curvature = curvature;
    }

    TreeNode grow(int[] rows) {
        return grow(rows, DEPTH);
    }

    private TreeNode grow(int[] rows, int depth) {
        double slopes = Arrays.stream(rows).mapToDouble(i -> slope[i]).sum();
        double weight = Arrays.stream(rows).mapToDouble(i -> curvature[i]).sum();
        Split best = depth == 0 || weight < 2 * LEAST_WEIGHT ? null : best(rows, slopes, weight);
        if (best == null) {
            return TreeNode.leaf(slopes / (weight + PENALTY));
        }
        int[] left = Arrays.stream(rows).filter(i -> bins[i][best.column] <= best.bin).toArray();
        int[] right = Arrays.stream(rows).filter(i -> bins[i][best.column] > best.bin).toArray();
        return new TreeNode(best.column, best.bin, 0, grow(left, depth - 1), grow(right, depth - 1));
    }

    private Split best(int[] rows, double slopes, double weight) {
        Split best = null;
        double bestGain = gain(slopes, weight) + 1e-6;
        for (int column = 0; column < widths.length; column++) {
            if (!used[column]) {
                continue;
            }
            double[] slopeOf = new double[widths[column]];
            double[] weightOf = new double[widths[column]];
            for (int row : rows) {
                slopeOf[bins[row][column]] += slope[row];
                weightOf[bins[row][column]] += curvature[row];
            }
            double leftSlope = 0;
            double leftWeight = 0;
            for (int bin = 0; bin < widths[column] - 1; bin++) {
                leftSlope += slopeOf[bin];
                leftWeight += weightOf[bin];
                double gain = gain(leftSlope, leftWeight) + gain(slopes - leftSlope, weight - leftWeight);
                if (gain > bestGain && leftWeight >= LEAST_WEIGHT && weight - leftWeight >= LEAST_WEIGHT) {
                    bestGain = gain;
                    best = new Split(column, bin);
                }
            }
        }
        return best;
    }

    private static double gain(double slopes, double weight) {
        return slopes * slopes / (weight + PENALTY);
    }

    private record Split(int column, int bin) {}
}
