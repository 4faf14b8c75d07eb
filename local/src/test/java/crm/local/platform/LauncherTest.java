package crm.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import crm.local.Problem;
import crm.local.process.ChildProcess;
import crm.local.process.ProcessRecord;
import crm.local.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeping of parts, tried on a part that is nothing but a shell command. */
class LauncherTest {

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void stopAll() throws Exception {
        for (AutoCloseable launcher : toClose) {
            launcher.close();
        }
    }

    @Test
    void aPartThatIsKilledIsStartedAgain() throws Exception {
        Launcher launcher = start(new Shell("sleeper", "exec sleep 1000"));
        launcher.awaitReady();
        long first = launcher.status().get(0).pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(launcher.status().get(0).state()).isEqualTo(State.READY);
            assertThat(launcher.status().get(0).pid()).isNotEqualTo(first);
        });
    }

    @Test
    void aPartThatDiesOnItsFirstStartIsGivenUpWithItsLastWords() {
        Launcher launcher = start(new Shell("broken", "echo no such thing as a database; exit 3"));

        assertThatThrownBy(launcher::awaitReady).isInstanceOf(Problem.class)
                .hasMessageStartingWith("broken: ended while starting; the last lines of ")
                .hasMessageEndingWith("no such thing as a database");
    }

    @Test
    void aPartIsStoppedAndStartedOnWish() throws Exception {
        Launcher launcher = start(new Shell("sleeper", "exec sleep 1000"));
        launcher.awaitReady();
        long pid = launcher.status().get(0).pid();

        Wishes.in(home()).stop("sleeper");
        await().atMost(Duration.ofSeconds(20)).until(() -> launcher.status().get(0).state() == State.STOPPED);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();

        Wishes.in(home()).start("sleeper");
        await().atMost(Duration.ofSeconds(20)).until(() -> launcher.status().get(0).state() == State.READY);
    }

    @Test
    void aSecondLauncherInTheSameHomeIsRefused() throws Exception {
        start(new Shell("sleeper", "exec sleep 1000")).awaitReady();

        assertThatThrownBy(() -> new Launcher(home(), Ports.free(), List.of(), Clock.systemUTC(), notices::add))
                .isInstanceOf(Exception.class);
    }

    @Test
    void whatAKilledLauncherLeftIsEndedAndTold() throws Exception {
        Process left = new ProcessBuilder("sleep", "1000").start();
        ProcessRecord.of(left.toHandle()).writeTo(home().run().resolve("leads.pid"));

        start(new Shell("sleeper", "exec sleep 1000")).awaitReady();

        assertThat(left.isAlive()).isFalse();
        assertThat(notices).containsExactly("A previous run was killed and had left leads behind; stopped now.");
    }

    @Test
    void anotherProcessUnderARecordedIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try {
            new ProcessRecord(stranger.pid(), Instant.now().minusSeconds(3600)).writeTo(home().run().resolve("leads.pid"));
            Files.writeString(home().run().resolve("cases.pid"), "half a rec");

            start(new Shell("sleeper", "exec sleep 1000")).awaitReady();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(notices).isEmpty();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void closingEndsThePartsAndTheirRecords() throws Exception {
        Launcher launcher = start(new Shell("sleeper", "exec sleep 1000"));
        launcher.awaitReady();
        long pid = launcher.status().get(0).pid();
        assertThat(Launcher.runningIn(home())).isPresent();

        launcher.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Launcher.runningIn(home())).isEmpty();
        assertThat(home().run().resolve("sleeper.pid")).doesNotExist();
    }

    private Launcher start(Part part) {
        Launcher launcher = new Launcher(home(), Ports.free(), List.of(part), Clock.systemUTC(), notices::add);
        toClose.add(launcher);
        launcher.start();
        return launcher;
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private final class Shell implements Part {

        private final String name;
        private final String script;
        private Running running;

        private Shell(String name, String script) {
            this.name = name;
            this.script = script;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Port> ports() {
            return List.of();
        }

        @Override
        public Running launch() {
            running = ChildProcess.start(home(), name, List.of("sh", "-c", script), Map.of(), Signals.Signal.TERM, Duration.ofSeconds(5));
            return running;
        }

        @Override
        public boolean ready() {
            return script.contains("sleep") && running.alive();
        }
    }
}
