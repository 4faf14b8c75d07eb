package crm.local.command;

import crm.local.Problem;
import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.PartStatus;
import crm.local.platform.Settings;
import crm.local.platform.State;
import crm.local.platform.StatusPage;
import crm.local.platform.Wishes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stops or starts one part of a running platform, to see what the others make of it. */
public final class PartCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Home home;

    public PartCommand(Settings settings) {
        this.home = new Home(settings.home());
    }

    public int stop(List<String> arguments) throws IOException, InterruptedException {
        String part = known(arguments, "stop");
        Wishes.in(home).stop(part);
        await(part, State.STOPPED);
        System.out.println(part + " is stopped; ./crm start " + part + " brings it back.");
        return 0;
    }

    public int start(List<String> arguments) throws IOException, InterruptedException {
        String part = known(arguments, "start");
        Wishes.in(home).start(part);
        await(part, State.READY);
        System.out.println(part + " is ready.");
        return 0;
    }

    private String known(List<String> arguments, String verb) {
        if (Launcher.runningIn(home).isEmpty()) {
            throw new Problem("The platform is not running in " + home.path() + ": start it with ./crm up.");
        }
        List<String> names = StatusPage.in(home).read().stream().map(PartStatus::name).toList();
        if (arguments.size() != 1 || !names.contains(arguments.get(0))) {
            throw new Problem("Say which part: ./crm " + verb + " " + String.join("|", names));
        }
        return arguments.get(0);
    }

    private void await(String part, State wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (StatusPage.in(home).read().stream().noneMatch(status -> status.name().equals(part) && status.state() == wanted)) {
            if (Instant.now().isAfter(deadline) || Launcher.runningIn(home).isEmpty()) {
                throw new Problem(part + " did not become " + wanted.name().toLowerCase(java.util.Locale.ROOT) + "; see ./crm logs " + part + ".");
            }
            Thread.sleep(100);
        }
    }
}
