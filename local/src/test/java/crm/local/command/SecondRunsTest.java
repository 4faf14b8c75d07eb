package crm.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecondRunsTest {

    @Test
    void namesWhatFailedAndThenPassed() {
        SecondRuns secondRuns = new SecondRuns();
        """
                [WARNING] some warning of a plugin
                [INFO] Results:
                [INFO]\s
                [WARNING] Flakes:\s
                [WARNING] crm.leads.lead.LeadTest.saysWhatIsMissing
                [ERROR]   Run 1: LeadTest.saysWhatIsMissing:4 expected: <true> but was: <false>
                [INFO]   Run 2: PASS
                [INFO]\s
                [WARNING] crm.leads.lead.LeadTest.isFound
                [ERROR]   Run 1: LeadTest.isFound:9
                [INFO]   Run 2: PASS
                [INFO]\s
                [WARNING] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Flakes: 2
                [WARNING] another warning
                """.lines().forEach(secondRuns::read);
        assertThat(secondRuns.names()).containsExactly("crm.leads.lead.LeadTest.saysWhatIsMissing", "crm.leads.lead.LeadTest.isFound");
    }
}
