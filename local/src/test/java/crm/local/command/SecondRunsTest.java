package crm.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondRunsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T10:00:00Z");

    @TempDir
    Path root;

    @Test
    void namesWhatFailedAndThenPassedSinceTheTestsBegan() throws IOException {
        report("services/leads", "crm.leads.lead.LeadTest", BEGIN.plusSeconds(1), """
                <testcase name="isFound" classname="crm.leads.lead.LeadTest" time="1.2"><system-out><![CDATA[<flakyError>]]></system-out></testcase>
                <testcase name="saysWhatIsMissing" classname="crm.leads.lead.LeadTest" time="0.1">
                  <flakyFailure message="expected: &lt;true&gt;" type="org.opentest4j.AssertionFailedError"><stackTrace>at LeadTest</stackTrace></flakyFailure>
                </testcase>
                """);
        report("gateway", "crm.gateway.WayTest", BEGIN, """
                <testcase name="leadsSomewhere" classname="crm.gateway.WayTest" time="0.1"><flakyError type="java.io.IOException"/></testcase>
                <testcase name="fails" classname="crm.gateway.WayTest" time="0.1"><failure/><rerunFailure/></testcase>
                """);
        report("local", "crm.local.OldTest", BEGIN.minusSeconds(1), """
                <testcase name="wasFlakyYesterday" classname="crm.local.OldTest" time="0.1"><flakyError/></testcase>
                """);

        assertThat(SecondRuns.since(BEGIN, root)).containsExactly("crm.gateway.WayTest.leadsSomewhere", "crm.leads.lead.LeadTest.saysWhatIsMissing");
    }

    private void report(String module, String test, Instant written, String cases) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Path file = Files.writeString(folder.resolve("TEST-" + test + ".xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + test + "\">\n" + cases + "</testsuite>\n");
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
