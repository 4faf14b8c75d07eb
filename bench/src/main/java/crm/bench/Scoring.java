package crm.bench;

import crm.learning.Example;
import crm.learning.Feature;
import crm.learning.Folds;
import crm.learning.Hindsight;
import crm.learning.Measures;
import crm.learning.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Says how well conversion is foretold on a file of closed leads: by five-fold cross-validation, or on a second file
 * where one is given.
 */
final class Scoring {

    private static final int FOLDS = 5;
    private static final long SEED = 20261125;
    /** What somebody wrote down when the outcome was known or nearly so, and what only names the row. */
    private static final Set<String> LEFT_OUT = Set.of("Prospect ID", "Lead Number", "Converted", "Tags", "Lead Quality",
            "Lead Profile", "Asymmetrique Activity Index", "Asymmetrique Profile Index", "Asymmetrique Activity Score",
            "Asymmetrique Profile Score");
    private static final Set<String> LAST_ACTIVITY = Set.of("Last Activity", "Last Notable Activity");
    private static final Set<String> NUMBERS = Set.of("TotalVisits", "Total Time Spent on Website", "Page Views Per Visit");

    private Scoring() {}

    static void run(List<String> files) throws IOException {
        if (files.isEmpty() || files.size() > 2) {
            throw new IllegalArgumentException("--scoring takes a CSV of closed leads, and a second one to try the model on");
        }
        ClosedLeads training = ClosedLeads.read(Path.of(files.get(0)));
        ClosedLeads test = files.size() == 2 ? ClosedLeads.read(Path.of(files.get(1))) : null;
        System.out.printf(Locale.ROOT, "%,d closed leads, %s%n", training.examples().size(),
                test == null ? "5-fold cross-validation" : String.format(Locale.ROOT, "tried on %,d others", test.examples().size()));
        Hindsight.suspected(features(training, Set.of()), training.examples()).values()
                .forEach(reason -> System.out.println("suspected of hindsight: " + reason));
        report("all columns but those of hindsight", features(training, Set.of()), training, test);
        report("without last activity as well", features(training, LAST_ACTIVITY), training, test);
    }

    private static List<Feature> features(ClosedLeads leads, Set<String> without) {
        return leads.columns().stream().filter(name -> !name.isBlank() && !LEFT_OUT.contains(name) && !without.contains(name))
                .map(name -> NUMBERS.contains(name) ? Feature.number(name) : Feature.category(name)).toList();
    }

    private static void report(String title, List<Feature> features, ClosedLeads training, ClosedLeads test) {
        System.out.printf("%n%s%n%-22s %8s %8s %8s%n", title, "", "AUC", "Brier", "log loss");
        print("base rate", measure(training, test, examples -> {
            double rate = (double) examples.stream().filter(Example::success).count() / examples.size();
            return example -> rate;
        }));
        print("logistic regression", measure(training, test, examples -> {
            Model model = Model.logistic(features, examples);
            return example -> model.probability(example.values());
        }));
        List<String> methods = new ArrayList<>();
        print("chosen by validation", measure(training, test, examples -> {
            Model model = Model.train(features, examples, FOLDS, SEED);
            methods.add(model.method().name());
            return example -> model.probability(example.values());
        }));
        System.out.println("chosen in each training: " + String.join(", ", methods));
    }

    private static void print(String name, Measures measures) {
        System.out.printf(Locale.ROOT, "%-22s %8.4f %8.4f %8.4f%n", name, measures.auc(), measures.brier(), measures.logLoss());
    }

    private static Measures measure(ClosedLeads training, ClosedLeads test, Learner learner) {
        List<Example> examples = training.examples();
        if (test != null) {
            ToDoubleFunction<Example> model = learner.learn(examples);
            return Measures.of(test.examples().stream().mapToDouble(model).toArray(), outcomes(test.examples()));
        }
        Folds folds = Folds.deal(examples, FOLDS, SEED + 1);
        double[] probabilities = new double[examples.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            ToDoubleFunction<Example> model = learner.learn(folds.without(fold, examples));
            for (int i = 0; i < probabilities.length; i++) {
                if (folds.of()[i] == fold) {
                    probabilities[i] = model.applyAsDouble(examples.get(i));
                }
            }
        }
        return Measures.of(probabilities, outcomes(examples));
    }

    private static boolean[] outcomes(List<Example> examples) {
        boolean[] outcomes = new boolean[examples.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = examples.get(i).success();
        }
        return outcomes;
    }

    private interface Learner {
        ToDoubleFunction<Example> learn(List<Example> examples);
    }
}
