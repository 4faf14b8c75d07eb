package crm.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final List<Example> CLOSED = ClosedRecords.some(1_500, 1);
    private static final Model MODEL = Model.train(ClosedRecords.FEATURES, CLOSED, 3, 42);

    @Test
    void foretells_records_it_has_not_seen_better_than_chance_and_as_often_as_they_happen() {
        List<Example> others = ClosedRecords.some(2_000, 2);
        double[] probabilities = others.stream().mapToDouble(other -> MODEL.probability(other.values())).toArray();
        boolean[] success = new boolean[others.size()];
        double sum = 0;
        int successes = 0;
        for (int i = 0; i < success.length; i++) {
            success[i] = others.get(i).success();
            sum += probabilities[i];
            successes += success[i] ? 1 : 0;
        }

        assertThat(Measures.of(probabilities, success).auc()).isGreaterThan(0.75);
        assertThat(sum / others.size()).isCloseTo((double) successes / others.size(), within(0.03));
    }

    @Test
    void a_value_that_is_taken_away_moves_the_probability_as_its_reason_says() {
        for (Example example : ClosedRecords.some(200, 3)) {
            double before = MODEL.probability(example.values());
            for (Reason reason : MODEL.reasons(example.values(), 3, "conversion")) {
                Map<String, String> without = new HashMap<>(example.values());
                without.remove(reason.feature());
                double fall = before - MODEL.probability(without);
                assertThat(Math.signum(fall)).as(reason.reason()).isEqualTo(Math.signum(reason.effect()));
                assertThat(reason.reason()).endsWith(reason.effect() > 0 ? "speaks for conversion" : "speaks against conversion");
            }
        }
    }

    @Test
    void says_in_words_what_speaks_for_a_record() {
        Reason first = MODEL.reasons(Map.of("leadSource", "Reference", "colour", "red"), 1, "conversion").get(0);

        assertThat(first.reason()).isEqualTo("Lead source is Reference, which speaks for conversion");
    }

    @Test
    void takes_values_it_has_never_seen_and_numbers_that_are_none() {
        assertThat(MODEL.probability(Map.of("leadSource", "Carrier pigeon", "visits", "many"))).isBetween(0.05, 0.95);
        assertThat(MODEL.completeness(Map.of("leadSource", "Carrier pigeon", "visits", "many"))).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void learns_the_same_from_the_same() {
        Model again = Model.train(ClosedRecords.FEATURES, CLOSED, 3, 42);

        assertThat(CLOSED.subList(0, 100)).allSatisfy(example ->
                assertThat(again.probability(example.values())).isEqualTo(MODEL.probability(example.values())));
    }

    @Test
    void says_the_same_after_it_was_kept_as_bytes() {
        Model kept = Model.of(MODEL.bytes());

        assertThat(kept.features()).isEqualTo(ClosedRecords.FEATURES);
        assertThat(CLOSED.subList(0, 100)).allSatisfy(example ->
                assertThat(kept.reasons(example.values(), 3, "conversion")).isEqualTo(MODEL.reasons(example.values(), 3, "conversion")));
        assertThatThrownBy(() -> Model.of(new byte[] {0, 0, 0, 9})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_nothing_to_learn_where_all_ended_the_same_way() {
        List<Example> converted = CLOSED.stream().filter(Example::success).toList();

        assertThatThrownBy(() -> Model.train(ClosedRecords.FEATURES, converted, 3, 42)).isInstanceOf(IllegalArgumentException.class);
    }
}
