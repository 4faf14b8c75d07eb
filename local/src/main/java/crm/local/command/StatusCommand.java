package crm.local.command;

import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.PartStatus;
import crm.local.platform.Settings;
import crm.local.platform.State;
import crm.local.platform.StatusPage;
import crm.local.process.ResidentMemory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How each part does, and what memory it holds. Ends with 0 when all are ready, with 1 otherwise. */
public final class StatusCommand {

    private final Settings settings;

    public StatusCommand(Settings settings) {
        this.settings = settings;
    }

    public int run() {
        Home home = new Home(settings.home());
        Optional<ProcessHandle> launcher = Launcher.runningIn(home);
        List<PartStatus> parts = StatusPage.in(home).read();
        if (launcher.isEmpty()) {
            System.out.println("The platform is not running in " + home.path() + "." + (parts.isEmpty() ? ""
                    : " Its launcher was killed; ./crm down or ./crm up cleans up what it left."));
            return 1;
        }
        long sum = ResidentMemory.megabytes(launcher.get().pid());
        for (PartStatus part : parts) {
            long memory = part.pid() == 0 ? 0 : ResidentMemory.ofTree(part.pid());
            sum += memory;
            System.out.println(String.format(Locale.ROOT, "  %-14s %-11s %8s %7s  %s%s", part.name(), part.state().name().toLowerCase(Locale.ROOT),
                    part.pid() == 0 ? "-" : part.pid(), memory == 0 ? "-" : memory + " MB", part.address(),
                    part.detail().isEmpty() ? "" : "  (" + part.detail().lines().findFirst().orElse("") + ")"));
        }
        System.out.println(String.format(Locale.ROOT, "  %-14s %-11s %8d %4d MB", "launcher", "", launcher.get().pid(),
                ResidentMemory.megabytes(launcher.get().pid())));
        System.out.println("  " + sum + " MB in all (proportional share of shared memory)");
        return parts.stream().allMatch(part -> part.state() == State.READY) ? 0 : 1;
    }
}
