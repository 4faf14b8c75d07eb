package crm.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The journeys of e2e/browser in the Chromium of this machine: a day without a mouse, one customer's story, the
 * work of each role, every page under axe in both themes, and hostile content.
 */
@WithPlatform
class BrowserJourneysTest {

    private static final long MINUTES = 10;

    private final Platform platform;

    BrowserJourneysTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void everyJourneyReachesItsEndAndNoPageComplains() throws Exception {
        String chromium = found("chromium", "chromium-browser", "google-chrome")
                .orElseGet(() -> abort("There is no Chromium on the PATH: apt-get install chromium, and the browser journeys run."));
        found("npx").orElseGet(() -> abort("There is no Node on the PATH, and the browser journeys need it."));
        Path journeys = Platform.root().resolve("e2e/browser");
        if (Files.notExists(journeys.resolve("node_modules/@playwright/test"))) {
            run(journeys, chromium, "npm", "ci");
        }
        run(journeys, chromium, "npx", "--no-install", "playwright", "test");
    }

    private void run(Path folder, String chromium, String... command) throws IOException, InterruptedException {
        Path log = Platform.root().resolve("e2e/target/browser.log");
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("CRM_URL", platform.gateway().toString());
        builder.environment().put("CHROMIUM", chromium);
        builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("%s ends within %d minutes", List.of(command), MINUTES).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        System.out.println(LogTail.last(log, 12));
        assertThat(process.exitValue()).as("%s said:%n%s", List.of(command), LogTail.last(log, 100)).isZero();
    }

    private static Optional<String> found(String... names) {
        List<String> folders = List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"));
        return Stream.of(names).flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))).filter(Files::isExecutable)
                .map(Path::toString).findFirst();
    }
}
