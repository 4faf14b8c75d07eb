package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Part;
import crm.local.platform.PartStatus;
import crm.local.platform.Settings;
import crm.local.platform.State;
import crm.local.platform.StatusPage;
import crm.local.process.LogTail;
import crm.local.process.Sessions;
import crm.local.service.Services;
import crm.local.terminal.Progress;
import crm.local.terminal.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the whole platform, here until Ctrl-C or, with {@code --detach}, in the background until ./crm down. */
public final class UpCommand {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Settings settings;
    private final Home home;
    private final boolean terminal;

    public UpCommand(Settings settings, boolean terminal) {
        this.settings = settings;
        this.home = new Home(settings.home());
        this.terminal = terminal;
    }

    public int run(List<String> options) throws IOException, InterruptedException {
        for (String option : options) {
            if (!List.of("--detach", "-d").contains(option)) {
                throw new Problem("./crm up knows --detach, not \"" + option + "\".");
            }
        }
        if (Launcher.runningIn(home).isPresent()) {
            System.out.println("The platform is already running in " + home.path() + ".");
            new StatusCommand(settings).run();
            return 0;
        }
        return options.isEmpty() ? inForeground() : inBackground();
    }

    private int inForeground() throws InterruptedException {
        Instant began = CLOCK.instant();
        Launcher launcher = launcher();
        Thread end = new Thread(() -> stop(launcher));
        Runtime.getRuntime().addShutdownHook(end);
        Progress progress = new Progress(System.out, terminal, launcher::status, CLOCK);
        Thread drawing = drawing(progress);
        launcher.start();
        try {
            launcher.awaitReady();
        } finally {
            drawing.interrupt();
            drawing.join();
            progress.draw();
        }
        System.out.println(new Summary(settings, Duration.between(began, CLOCK.instant())).text("Ctrl-C stops everything and keeps the data."));
        launcher.awaitClosed();
        return 0;
    }

    /** What runs in the background for {@code --detach}; speaks into its log only. */
    public int supervise() throws InterruptedException {
        Launcher launcher = launcher();
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::close));
        launcher.onChange(part -> System.out.println(CLOCK.instant() + " " + part.name() + " " + part.state() + " " + part.detail().lines().findFirst().orElse("")));
        launcher.start();
        launcher.awaitReady();
        launcher.awaitClosed();
        return 0;
    }

    private Launcher launcher() {
        Stores stores = new Stores(settings);
        List<Part> parts = new ArrayList<>(stores.parts());
        parts.addAll(new Services(settings, stores).parts());
        return new Launcher(home, settings.ports(), parts, CLOCK, System.out::println);
    }

    private static void stop(Launcher launcher) {
        System.out.println("\nStopping…");
        launcher.close();
        System.out.println("Stopped; the data is kept.");
    }

    private int inBackground() throws IOException, InterruptedException {
        Instant began = CLOCK.instant();
        StatusPage page = StatusPage.in(home);
        // A killed launcher leaves its last page behind, on which all is well.
        page.delete();
        Path log = home.log("launcher");
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(Sessions.own(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path"),
                "crm.local.Main", "supervise")));
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process supervisor = builder.start();
        Progress progress = new Progress(System.out, terminal, page::read, CLOCK);
        while (!allReady(page.read())) {
            progress.draw();
            if (supervisor.waitFor(150, TimeUnit.MILLISECONDS)) {
                throw new Problem(reason(log));
            }
        }
        progress.draw();
        System.out.println(new Summary(settings, Duration.between(began, CLOCK.instant())).text("./crm down stops everything and keeps the data."));
        return 0;
    }

    private static boolean allReady(List<PartStatus> parts) {
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.state() == State.READY);
    }

    /** The last words of the supervisor, without its diary. */
    private static String reason(Path log) {
        return LogTail.last(log, 40).lines().filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ \\w+ [A-Z]+ ?.*")).reduce((a, b) -> a + "\n" + b)
                .orElse("The launcher ended while starting; see " + log + ".");
    }

    private static Thread drawing(Progress progress) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    progress.draw();
                    Thread.sleep(120);
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
