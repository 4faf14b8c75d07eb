package crm.local;

import crm.local.command.DownCommand;
import crm.local.command.EnvCommand;
import crm.local.command.MailCommand;
import crm.local.command.PartCommand;
import crm.local.command.PartsCommand;
import crm.local.command.PsqlCommand;
import crm.local.command.ReplayCommand;
import crm.local.command.StatusCommand;
import crm.local.command.TestCommand;
import crm.local.command.TokenCommand;
import crm.local.command.UpCommand;
import crm.local.demo.DemoCommand;
import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The commands of ./crm that are more than a line of shell. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        // Signs like a tick come out right even where no locale is set.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int code;
        try {
            String command = arguments.length == 0 ? "help" : arguments[0];
            code = run(command, Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        } catch (Problem e) {
            System.err.println(e.getMessage());
            code = 1;
        } catch (InterruptedException e) {
            code = 130;
        } catch (Exception e) {
            System.err.println("Unexpected: " + e);
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private static int run(String command, List<String> arguments) throws Exception {
        Settings settings = ofRunning(Settings.from(System.getenv()));
        boolean terminal = "true".equals(System.getenv("CRM_TERMINAL"));
        return switch (command) {
            case "up" -> new UpCommand(settings, terminal).run(arguments);
            case "supervise" -> new UpCommand(settings, false).supervise();
            case "down" -> new DownCommand(settings).run();
            case "status" -> new StatusCommand(settings).run();
            case "stop" -> new PartCommand(settings).stop(arguments);
            case "start" -> new PartCommand(settings).start(arguments);
            case "parts" -> new PartsCommand(settings).run(arguments);
            case "test" -> new TestCommand(settings).run(arguments);
            case "token" -> new TokenCommand(settings).run(arguments);
            case "psql" -> new PsqlCommand(settings).run(arguments);
            case "mail" -> new MailCommand(settings).run();
            case "demo" -> new DemoCommand(settings, terminal, Clock.systemUTC()).run(arguments);
            case "env" -> new EnvCommand(settings).run(arguments);
            case "replay" -> new ReplayCommand(settings).run(arguments);
            default -> throw new Problem("There is no command \"" + command + "\": see ./crm help.");
        };
    }

    /** A platform that runs keeps its ports, whatever CRM_PORT this shell has or lacks. */
    private static Settings ofRunning(Settings settings) {
        return Launcher.portsIn(new Home(settings.home())).map(ports -> settings.at(settings.home(), ports)).orElse(settings);
    }
}
