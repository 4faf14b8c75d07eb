package crm.local.command;

import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Settings;
import crm.local.process.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops the platform and keeps its data. */
public final class DownCommand {

    private final Home home;

    public DownCommand(Settings settings) {
        this.home = new Home(settings.home());
    }

    public int run() {
        Optional<ProcessHandle> launcher = Launcher.runningIn(home);
        launcher.ifPresent(running -> {
            System.out.println("Stopping…");
            Signals.stopAlone(running, Duration.ofSeconds(180));
        });
        List<String> left = Launcher.cleanUp(home);
        if (!left.isEmpty()) {
            System.out.println("Stopped what a killed launcher had left: " + String.join(", ", left) + ".");
        }
        System.out.println(launcher.isEmpty() && left.isEmpty() ? "Nothing is running in " + home.path() + "." : "Stopped; the data is kept.");
        return 0;
    }
}
