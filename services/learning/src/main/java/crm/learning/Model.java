package crm.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** What was learnt from closed records: a calibrated probability of success, and the reasons for it. */
public final class Model {

    private static final double PENALTY = 2;

    /** Which learner speaks. */
    public enum Method { LOGISTIC, BOOSTING, BOTH }

    private final List<Feature> features;
    private final LogisticRegression logistic;
    private final BoostedTrees boosting;
    private final Method method;
    private final Calibration calibration;

    private Model(List<Feature> features, LogisticRegression logistic, BoostedTrees boosting, Method method, Calibration calibration) {
        this.features = features;
        this.logistic = logistic;
        this.boosting = boosting;
        this.method = method;
        this.calibration = calibration;
    }

    /**
     * Learns with the method that does best on examples it has not seen, and calibrates it on them.
     *
     * @param examples at least some of either outcome
     */
    public static Model train(List<Feature> features, List<Example> examples, int foldCount, long seed) {
        return train(features, examples, foldCount, seed, done -> {});
    }

    /** @param progress told how many folds are done, after each */
    public static Model train(List<Feature> features, List<Example> examples, int foldCount, long seed, IntConsumer progress) {
        requireBothOutcomes(examples);
        Folds folds = Folds.deal(examples, foldCount, seed);
        double[][] odds = new double[Method.values().length][examples.size()];
        boolean[] success = new boolean[examples.size()];
        for (int fold = 0; fold < foldCount; fold++) {
            Model[] models = uncalibrated(features, folds.without(fold, examples), seed);
            for (int i = 0; i < success.length; i++) {
                if (folds.of()[i] == fold) {
                    success[i] = examples.get(i).success();
                    for (Model model : models) {
                        odds[model.method.ordinal()][i] = model.raw(examples.get(i).values());
                    }
                }
            }
            progress.accept(fold + 1);
        }
        Method best = null;
        Calibration line = null;
        double leastLoss = Double.MAX_VALUE;
        for (Method method : Method.values()) {
            Calibration fitted = Calibration.fit(odds[method.ordinal()], success);
            double[] probabilities = Arrays.stream(odds[method.ordinal()]).map(o -> LogOdds.probability(fitted.apply(o))).toArray();
            double loss = Measures.of(probabilities, success).logLoss();
            if (loss < leastLoss) {
                leastLoss = loss;
                best = method;
                line = fitted;
            }
        }
        Model learnt = uncalibrated(features, examples, seed)[best.ordinal()];
        return new Model(features, learnt.logistic, learnt.boosting, best, line);
    }

    /** Logistic regression alone, for comparison. */
    public static Model logistic(List<Feature> features, List<Example> examples) {
        requireBothOutcomes(examples);
        LogisticRegression logistic = LogisticRegression.train(columns(features, examples), examples, PENALTY);
        return new Model(features, logistic, null, Method.LOGISTIC, new Calibration(1, 0));
    }

    private static Model[] uncalibrated(List<Feature> features, List<Example> examples, long seed) {
        List<Column> columns = columns(features, examples);
        LogisticRegression logistic = LogisticRegression.train(columns, examples, PENALTY);
        BoostedTrees boosting = BoostedTrees.train(columns, examples, seed);
        Calibration none = new Calibration(1, 0);
        return new Model[] {new Model(features, logistic, null, Method.LOGISTIC, none),
            new Model(features, null, boosting, Method.BOOSTING, none),
            new Model(features, logistic, boosting, Method.BOTH, none)};
    }

    private static List<Column> columns(List<Feature> features, List<Example> examples) {
        return features.stream().map(feature -> Column.of(feature, examples)).toList();
    }

    private static void requireBothOutcomes(List<Example> examples) {
        long successes = examples.stream().filter(Example::success).count();
        if (successes == 0 || successes == examples.size()) {
            throw new IllegalArgumentException("There is nothing to learn where all examples ended the same way");
        }
    }

    public Method method() {
        return method;
    }

    public double probability(Map<String, String> values) {
        return LogOdds.probability(logOdds(values));
    }

    /** The share of features that have a value, from 0 to 1. */
    public double completeness(Map<String, String> values) {
        return (double) features.stream().filter(feature -> Column.isPresent(values, feature)).count() / features.size();
    }

    /**
     * What speaks most for and against: how far the log odds would fall if the value were not known.
     *
     * @param outcome what people call success, for instance conversion
     */
    public List<Reason> reasons(Map<String, String> values, int most, String outcome) {
        double now = logOdds(values);
        List<Reason> reasons = new ArrayList<>();
        for (Feature feature : features) {
            if (Column.isPresent(values, feature)) {
                Map<String, String> without = new HashMap<>(values);
                without.remove(feature.name());
                double effect = now - logOdds(without);
                if (effect != 0) {
                    reasons.add(Reason.of(feature, values.get(feature.name()).strip(), effect, outcome));
                }
            }
        }
        reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.effect())));
        return List.copyOf(reasons.subList(0, Math.min(most, reasons.size())));
    }

    private double logOdds(Map<String, String> values) {
        return calibration.apply(raw(values));
    }

    private double raw(Map<String, String> values) {
        return switch (method) {
            case LOGISTIC -> logistic.logOdds(values);
            case BOOSTING -> boosting.logOdds(values);
            case BOTH -> (logistic.logOdds(values) + boosting.logOdds(values)) / 2;
        };
    }

    /** The features that it looks at. */
    public List<Feature> features() {
        return features;
    }

    /** All of it, for {@link #of(byte[])}. */
    public byte[] bytes() {
        return ModelFile.write(this);
    }

    /**
     * The model that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException where the bytes are of another format or cut off
     */
    public static Model of(byte[] bytes) {
        return ModelFile.read(bytes);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(method.name());
        out.writeDouble(calibration.slope());
        out.writeDouble(calibration.offset());
        ModelFile.list(out, logistic == null ? boosting.columns() : logistic.columns(), column -> column.write(out));
        if (logistic != null) {
            logistic.write(out);
        }
        if (boosting != null) {
            boosting.write(out);
        }
    }

    static Model read(DataInputStream in) throws IOException {
        Method method = Method.valueOf(in.readUTF());
        Calibration calibration = new Calibration(in.readDouble(), in.readDouble());
        List<Column> columns = ModelFile.list(in, () -> Column.read(in));
        LogisticRegression logistic = method == Method.BOOSTING ? null : LogisticRegression.read(in, columns);
        BoostedTrees boosting = method == Method.LOGISTIC ? null : BoostedTrees.read(in, columns);
        return new Model(columns.stream().map(column -> column.feature).toList(), logistic, boosting, method, calibration);
    }
}
