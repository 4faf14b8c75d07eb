package crm.chassis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QualityRuleTest {

    @Test
    void aFormatAsksForTheWholeValueAndNotForAMissingOne() {
        QualityRule rule = rule("\\+[0-9 ]+");

        assertThat(rule.isBrokenBy("+49 30 1")).isFalse();
        assertThat(rule.isBrokenBy("tel +49 30 1")).isTrue();
        assertThat(rule.isBrokenBy(null)).isFalse();
        assertThat(rule.isBrokenBy(" ")).isFalse();
    }

    @Test
    void aRuleThatAsksForAValueIsBrokenByBlanksAndEmptyLists() {
        QualityRule rule = rule(null);

        assertThat(rule.isBrokenBy(null)).isTrue();
        assertThat(rule.isBrokenBy(" ")).isTrue();
        assertThat(rule.isBrokenBy(new String[0])).isTrue();
        assertThat(rule.isBrokenBy(0)).isFalse();
    }

    @Test
    void anEndlessComparisonIsGivenUpAndHoldsNobodyUp() {
        QualityRule rule = rule("(.*a){20}");

        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThat(rule.isBrokenBy("a".repeat(4_000) + "!")).isFalse());
    }

    private static QualityRule rule(String pattern) {
        return new QualityRule("phone", pattern == null ? null : Pattern.compile(pattern), QualityRule.Mode.BLOCK, "why", null, null);
    }
}
