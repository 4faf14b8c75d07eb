package crm.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HindsightTest {

    private static final Feature LOST_REASON = new Feature("lostReason", "Lost reason", Feature.Kind.CATEGORY);
    private static final Feature VERDICT = new Feature("verdict", "Verdict", Feature.Kind.CATEGORY);

    @Test
    void refuses_what_is_filled_in_only_for_one_outcome() {
        Map<String, String> suspected = Hindsight.suspected(List.of(LOST_REASON), closed());

        assertThat(suspected).containsEntry("lostReason", "Lost reason is filled in for one outcome and left empty for the other"
                + " (AUC 1.00 by that alone), so it is known only afterwards.");
    }

    @Test
    void refuses_what_tells_the_outcome_without_fail() {
        Map<String, String> suspected = Hindsight.suspected(List.of(VERDICT), closed());

        assertThat(suspected).containsEntry("verdict",
                "Verdict alone tells the outcome almost without fail (AUC 1.00), so it is probably written when the outcome is known.");
    }

    @Test
    void lets_pass_what_only_helps_to_foretell() {
        assertThat(Hindsight.suspected(ClosedRecords.FEATURES, closed())).isEmpty();
    }

    private static List<Example> closed() {
        List<Example> closed = new ArrayList<>();
        for (Example example : ClosedRecords.some(600, 5)) {
            Map<String, String> values = new HashMap<>(example.values());
            if (!example.success()) {
                values.put("lostReason", values.get("colour").equals("red") ? "Price" : "No budget");
            }
            values.put("verdict", example.success() ? "good" : "bad");
            closed.add(new Example(values, example.success()));
        }
        return closed;
    }
}
