package crm.local.command;

import crm.local.Stores;
import crm.local.cache.Distributions;
import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.platform.TemporaryHome;
import crm.local.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Starts the stores once on free ports with fresh data, runs all modules' tests against them, and throws them away. */
public final class TestCommand {

    /** What of Maven's output is worth a line on the screen; all of it goes to the log. */
    private static final Pattern WORTH_SHOWING = Pattern.compile(
            "Tests run:|\\[ERROR\\]|BUILD |Reactor Summary|SUCCESS \\[|FAILURE \\[|SKIPPED|Building Tessera|Total time");
    private static final List<String> GOALS = List.of("test", "package", "verify", "install");

    private final Settings settings;

    public TestCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> mavenArguments) throws IOException, InterruptedException {
        Settings chosen = settings.at(TemporaryHome.make(), Ports.free());
        Home home = new Home(chosen.home());
        Stores stores = new Stores(chosen);
        Launcher launcher = new Launcher(home, chosen.ports(), stores.parts(), Clock.systemUTC(), System.out::println);
        Thread end = new Thread(() -> {
            launcher.close();
            Distributions.delete(chosen.home());
        });
        Runtime.getRuntime().addShutdownHook(end);
        Progress progress = new Progress(System.out, false, launcher::status, Clock.systemUTC());
        launcher.onChange(changed -> progress.draw());
        launcher.start();
        launcher.awaitReady();
        Path description = home.path().resolve("parts.properties");
        stores.describeIn(description);
        return maven(mavenArguments, description);
    }

    private int maven(List<String> arguments, Path description) throws IOException, InterruptedException {
        Path log = Files.createDirectories(settings.root().resolve("target")).resolve("test.log");
        Instant begin = Instant.now();
        List<String> command = new ArrayList<>(List.of("mvn", "-B"));
        command.addAll(arguments);
        if (GOALS.stream().noneMatch(arguments::contains)) {
            command.add("verify");
        }
        System.out.println("Running " + String.join(" ", command) + "; everything it says is in " + log);
        ProcessBuilder builder = new ProcessBuilder(command).directory(settings.root().toFile()).redirectErrorStream(true);
        builder.environment().put("CRM_TEST_PARTS", description.toString());
        Process maven = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(maven::destroy));
        maven.getOutputStream().close();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter all = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.println(line);
                if (WORTH_SHOWING.matcher(line).find()) {
                    System.out.println(line);
                }
            }
        }
        int code = maven.waitFor();
        for (String test : SecondRuns.since(begin, settings.root())) {
            System.err.println("Passed only when run a second time, to be mended: " + test);
        }
        if (code != 0) {
            System.err.println("The tests failed; " + log + " tells all.");
        }
        return code;
    }
}
