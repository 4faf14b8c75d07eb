package crm.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Logistic regression with a quadratic penalty, solved by Newton's method: no step size, no chance. */
final class LogisticRegression {

    private static final int STEPS = 8;

    private final List<Column> columns;
    private final double[] weights;

    private LogisticRegression(List<Column> columns, double[] weights) {
        this.columns = columns;
        this.weights = weights;
    }

    static LogisticRegression train(List<Column> columns, List<Example> examples, double penalty) {
        int width = 1 + columns.stream().mapToInt(Column::width).sum();
        int[][] places = new int[examples.size()][];
        double[][] values = new double[examples.size()][];
        for (int i = 0; i < places.length; i++) {
            double[] row = row(columns, examples.get(i).values(), width);
            places[i] = IntStream.range(0, width).filter(j -> row[j] != 0).toArray();
            values[i] = Arrays.stream(places[i]).mapToDouble(j -> row[j]).toArray();
        }
        double[] weights = new double[width];
        for (int step = 0; step < STEPS; step++) {
            double[][] curvature = new double[width][width];
            double[] slope = new double[width];
            for (int j = 0; j < width; j++) {
                double strength = j == 0 ? 1e-6 : penalty;
                curvature[j][j] = strength;
                slope[j] = -strength * weights[j];
            }
            for (int i = 0; i < places.length; i++) {
                add(places[i], values[i], examples.get(i).success(), weights, curvature, slope);
            }
            double[] change = Cholesky.solve(curvature, slope);
            for (int j = 0; j < width; j++) {
                weights[j] += change[j];
            }
        }
        return new LogisticRegression(columns, weights);
    }

    private static void add(int[] places, double[] values, boolean success, double[] weights, double[][] curvature, double[] slope) {
        double sum = 0;
        for (int a = 0; a < places.length; a++) {
            sum += weights[places[a]] * values[a];
        }
        double probability = LogOdds.probability(sum);
        double error = (success ? 1 : 0) - probability;
        double variance = Math.max(1e-6, probability * (1 - probability));
        for (int a = 0; a < places.length; a++) {
            slope[places[a]] += error * values[a];
            for (int b = 0; b <= a; b++) {
                curvature[places[a]][places[b]] += variance * values[a] * values[b];
            }
        }
    }

    double logOdds(Map<String, String> values) {
        double[] row = row(columns, values, weights.length);
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * weights[j];
        }
        return sum;
    }

    private static double[] row(List<Column> columns, Map<String, String> values, int width) {
        double[] row = new double[width];
        row[0] = 1;
        int from = 1;
        for (Column column : columns) {
            column.place(values, row, from);
            from += column.width();
        }
        return row;
    }

    void write(DataOutputStream out) throws IOException {
        ModelFile.numbers(out, weights);
    }

    static LogisticRegression read(DataInputStream in, List<Column> columns) throws IOException {
        return new LogisticRegression(columns, ModelFile.numbers(in));
    }

    List<Column> columns() {
        return columns;
    }
}
