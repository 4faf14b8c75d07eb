package crm.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Closed records of which is known what their outcome came from. */
final class ClosedRecords {

    static final List<Feature> FEATURES = List.of(new Feature("leadSource", "Lead source", Feature.Kind.CATEGORY),
            new Feature("visits", "Number of visits", Feature.Kind.NUMBER),
            new Feature("colour", "Colour", Feature.Kind.CATEGORY));
    private static final List<String> SOURCES = List.of("Reference", "Web", "Fair");

    private ClosedRecords() {}

    static List<Example> some(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String source = SOURCES.get(random.nextInt(3));
            int visits = random.nextInt(30);
            double odds = (source.equals("Reference") ? 2 : source.equals("Web") ? -1.5 : 0) + Math.log1p(visits) - 2.3;
            Map<String, String> values = new HashMap<>();
            if (random.nextInt(10) > 0) {
                values.put("leadSource", source);
            }
            if (random.nextInt(10) > 0) {
                values.put("visits", String.valueOf(visits));
            }
            values.put("colour", random.nextBoolean() ? "red" : "blue");
            examples.add(new Example(values, random.nextDouble() < LogOdds.probability(odds)));
        }
        return examples;
    }
}
