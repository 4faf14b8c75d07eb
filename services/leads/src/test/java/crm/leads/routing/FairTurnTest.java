package crm.leads.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairTurnTest {

    private final Map<String, Long> turns = new HashMap<>();
    private long now;

    @Test
    void sharesAreExactlyAsTheCapacities() {
        assertThat(given(Map.of("ann", 3, "bob", 1), 400)).isEqualTo(Map.of("ann", 300, "bob", 100));
    }

    @Test
    void sevenAndTenAndThreeShareExactlyToo() {
        assertThat(given(Map.of("ann", 7, "bob", 10, "cem", 3), 2_000)).isEqualTo(Map.of("ann", 700, "bob", 1_000, "cem", 300));
    }

    @Test
    void turnsAreMixedAndNotInBlocks() {
        assertThat(List.of(one(Map.of("ann", 1, "bob", 1)), one(Map.of("ann", 1, "bob", 1)), one(Map.of("ann", 1, "bob", 1))))
                .containsExactly("ann", "bob", "ann");
    }

    @Test
    void whoWasAwayDoesNotCatchUp() {
        given(Map.of("ann", 1, "bob", 1), 10);
        given(Map.of("ann", 1), 100);

        assertThat(given(Map.of("ann", 1, "bob", 1), 20)).isEqualTo(Map.of("ann", 10, "bob", 10));
    }

    @Test
    void whoIsNewStartsWhereTheOthersAre() {
        given(Map.of("ann", 1, "bob", 1), 1_000);

        assertThat(given(Map.of("ann", 1, "bob", 1, "cem", 1), 30)).isEqualTo(Map.of("ann", 10, "bob", 10, "cem", 10));
    }

    private Map<String, Integer> given(Map<String, Integer> people, int leads) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < leads; i++) {
            counts.merge(one(people), 1, Integer::sum);
        }
        return counts;
    }

    private String one(Map<String, Integer> people) {
        FairTurn.Pick pick = FairTurn.next(RoundRobin.members(people, turns::get), now);
        turns.put(pick.login(), pick.next());
        now = pick.now();
        return pick.login();
    }
}
