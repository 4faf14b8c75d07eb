package crm.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A feature as it was met in the examples: which values it has, in which order of success, and between which bounds its
 * numbers lie. Bin 0 is for missing values.
 */
final class Column {

    private static final int RARE = 10;
    private static final int PRIOR = 10;
    private static final int NUMBER_BINS = 32;

    final Feature feature;
    private final Map<String, Integer> categories;
    private final int otherBin;
    private final double[] cuts;
    private final double mean;
    private final double deviation;

    private Column(Feature feature, Map<String, Integer> categories, int otherBin, double[] cuts, double mean, double deviation) {
        this.feature = feature;
        this.categories = categories;
        this.otherBin = otherBin;
        this.cuts = cuts;
        this.mean = mean;
        this.deviation = deviation;
    }

    static Column of(Feature feature, List<Example> examples) {
        return feature.kind() == Feature.Kind.NUMBER ? number(feature, examples) : category(feature, examples);
    }

    /** Categories stand in the order of their success rate, drawn to the average where they are few. */
    private static Column category(Feature feature, List<Example> examples) {
        Map<String, int[]> counts = new HashMap<>();
        int successes = 0;
        for (Example example : examples) {
            successes += example.success() ? 1 : 0;
            String value = text(example.values(), feature);
            if (value != null) {
                int[] count = counts.computeIfAbsent(value, key -> new int[2]);
                count[example.success() ? 1 : 0]++;
            }
        }
        double average = (double) successes / examples.size();
        Map<String, Double> rates = new HashMap<>();
        int[] rest = new int[2];
        counts.forEach((value, count) -> {
            if (count[0] + count[1] >= RARE) {
                rates.put(value, rate(count, average));
            } else {
                rest[0] += count[0];
                rest[1] += count[1];
            }
        });
        double restRate = rate(rest, average);
        List<String> order = new ArrayList<>(rates.keySet());
        order.sort(Comparator.<String>comparingDouble(rates::get).thenComparing(Comparator.naturalOrder()));
        Map<String, Integer> bins = new LinkedHashMap<>();
        int bin = 1;
        int other = 0;
        for (String value : order) {
            if (other == 0 && rates.get(value) > restRate) {
                other = bin++;
            }
            bins.put(value, bin++);
        }
        return new Column(feature, bins, other == 0 ? bin : other, null, 0, 1);
    }

    private static double rate(int[] count, double average) {
        return (count[1] + PRIOR * average) / (count[0] + count[1] + PRIOR);
    }

    private static Column number(Feature feature, List<Example> examples) {
        double[] known = examples.stream().mapToDouble(example -> magnitude(example.values(), feature))
                .filter(value -> !Double.isNaN(value)).sorted().toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(known).map(value -> (value - mean) * (value - mean)).average().orElse(1));
        double[] cuts = known.length == 0 ? new double[0] : IntStream.range(1, NUMBER_BINS)
                .mapToDouble(i -> known[(int) ((long) i * known.length / NUMBER_BINS)]).distinct().toArray();
        return new Column(feature, Map.of(), 0, cuts, mean, deviation < 1e-9 ? 1 : deviation);
    }

    int bins() {
        return cuts != null ? cuts.length + 2 : categories.size() + 2;
    }

    int bin(Map<String, String> values) {
        if (cuts == null) {
            String value = text(values, feature);
            return value == null ? 0 : categories.getOrDefault(value, otherBin);
        }
        double value = magnitude(values, feature);
        if (Double.isNaN(value)) {
            return 0;
        }
        int at = Arrays.binarySearch(cuts, value);
        return at >= 0 ? at + 2 : -at;
    }

    /** Places that this column takes in a linear model: one for each bin, and two more for a number's size and its square. */
    int width() {
        return cuts == null ? bins() : bins() + 2;
    }

    /** Adds its value to a linear model's row. */
    void place(Map<String, String> values, double[] row, int from) {
        row[from + bin(values)] = 1;
        double value = cuts == null ? Double.NaN : magnitude(values, feature);
        if (!Double.isNaN(value)) {
            double scaled = Math.max(-4, Math.min(4, (value - mean) / deviation));
            row[from + bins()] = scaled;
            row[from + bins() + 1] = scaled * scaled;
        }
    }

    static boolean isPresent(Map<String, String> values, Feature feature) {
        return feature.kind() == Feature.Kind.NUMBER ? !Double.isNaN(magnitude(values, feature)) : text(values, feature) != null;
    }

    private static String text(Map<String, String> values, Feature feature) {
        String value = values.get(feature.name());
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static double magnitude(Map<String, String> values, Feature feature) {
        String value = text(values, feature);
        if (value == null) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) ? Math.signum(number) * Math.log1p(Math.abs(number)) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(feature.name());
        out.writeUTF(feature.label());
        out.writeUTF(feature.kind().name());
        ModelFile.list(out, List.copyOf(categories.entrySet()), category -> {
            out.writeUTF(category.getKey());
            out.writeInt(category.getValue());
        });
        out.writeInt(otherBin);
        ModelFile.numbers(out, cuts == null ? new double[0] : cuts);
        out.writeDouble(mean);
        out.writeDouble(deviation);
    }

    static Column read(DataInputStream in) throws IOException {
        Feature feature = new Feature(in.readUTF(), in.readUTF(), Feature.Kind.valueOf(in.readUTF()));
        Map<String, Integer> categories = new LinkedHashMap<>();
        ModelFile.list(in, () -> categories.put(in.readUTF(), in.readInt()));
        int otherBin = in.readInt();
        double[] cuts = ModelFile.numbers(in);
        return new Column(feature, categories, otherBin, feature.kind() == Feature.Kind.NUMBER ? cuts : null, in.readDouble(), in.readDouble());
    }
}
