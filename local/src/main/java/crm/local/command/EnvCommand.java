package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.platform.Settings;
import crm.local.service.JavaService;
import crm.local.service.Services;
import java.util.List;
import java.util.TreeMap;

/** Prints what a service reads from its environment, to run it from an IDE against the running parts. */
public final class EnvCommand {

    private final Settings settings;

    public EnvCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> arguments) {
        List<JavaService> services = new Services(settings, new Stores(settings)).parts();
        JavaService service = services.stream().filter(known -> arguments.equals(List.of(known.name()))).findFirst()
                .orElseThrow(() -> new Problem("Say which: ./crm env "
                        + String.join("|", services.stream().map(JavaService::name).toList())));
        new TreeMap<>(service.environment()).forEach((name, value) -> System.out.println("export " + name + "='" + value + "'"));
        return 0;
    }
}
