package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.cache.Distributions;
import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.platform.TemporaryHome;
import crm.local.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Runs the stores alone, for tests: {@code parts --describe <file> [--temporary]}. The file with their addresses appears when
 * all are ready. Ends when its standard input ends, so that it cannot outlive the tests that started it.
 */
public final class PartsCommand {

    private final Settings settings;

    public PartsCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> options) throws IOException, InterruptedException {
        int file = options.indexOf("--describe") + 1;
        if (file == 0 || file >= options.size()) {
            throw new Problem("Say where to write the addresses: parts --describe <file> [--temporary].");
        }
        boolean temporary = options.contains("--temporary");
        Settings chosen = temporary
                ? settings.at(TemporaryHome.make(), Ports.free()) : settings;
        Stores stores = new Stores(chosen);
        Launcher launcher = new Launcher(new Home(chosen.home()), chosen.ports(), stores.parts(), Clock.systemUTC(), System.out::println);
        Thread end = new Thread(() -> {
            launcher.close();
            if (temporary) {
                Distributions.delete(chosen.home());
            }
        });
        Runtime.getRuntime().addShutdownHook(end);
        Progress progress = new Progress(System.out, false, launcher::status, Clock.systemUTC());
        launcher.onChange(changed -> progress.draw());
        launcher.start();
        launcher.awaitReady();
        stores.describeIn(Path.of(options.get(file)));
        System.out.println("parts ready");
        while (System.in.read() >= 0) {
            // Nobody has anything to say; only the end matters.
        }
        return 0;
    }
}
