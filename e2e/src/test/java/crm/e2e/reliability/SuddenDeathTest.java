package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills one part with SIGKILL in the middle of an import and of ten conversions, lets the launcher start it again, and counts:
 * every acknowledged write is there, nothing is there twice, in the records as in the events. That the counting would notice
 * is shown by {@link ControlExperimentsTest}. More rounds: {@code -Dcrm.e2e.rounds=10}.
 */
@WithPlatform
class SuddenDeathTest {

    private static final int ROUNDS = Integer.getInteger("crm.e2e.rounds", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Platform platform;

    SuddenDeathTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"leads", "opportunities", "governance", "gateway", "rabbitmq", "postgresql"})
    void whatWasAcknowledgedIsThereOnceAfterTheDeathOf(String part) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            experiment(part);
        }
    }

    private void experiment(String part) throws Exception {
        String name = part + "-" + UUID.randomUUID().toString().substring(0, 8);
        try (Workload work = new Workload(platform.as("crm-admin"), name)) {
            work.begin();
            work.awaitTheMiddle();
            long imported = work.imported();
            Instant death = Instant.now();
            long pid = platform.kill(part);
            work.somethingDied();
            platform.awaitSuccessorOf(part, pid);
            double away = seconds(death);
            work.finish();
            Inspection inspection = new Inspection(platform);
            List<Tally> tallies = await("everything has been told to everybody").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions().until(() -> inspection.of(work), all -> all.stream().noneMatch(tally -> tally.lost() > 0));
            report(part, imported, away, seconds(death), tallies);
            assertThat(imported).as("rows imported at the kill: it came before the end").isLessThan(Workload.ROWS);
            assertThat(tallies).allMatch(Tally::isExact);
        }
    }

    private static void report(String part, long imported, double away, double converged, List<Tally> tallies) {
        System.out.printf(Locale.ROOT, "kill -9 %-14s at row %d; back after %.1f s, all done after %.1f s%n",
                part, imported, away, converged);
        tallies.forEach(tally -> System.out.printf(Locale.ROOT, "        %-34s acknowledged %5d  present %5d  lost %3d  doubled %3d%n",
                tally.of(), tally.acknowledged(), tally.present(), tally.lost(), tally.doubled()));
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }
}
