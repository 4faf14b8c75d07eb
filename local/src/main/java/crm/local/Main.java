package crm.local;

import crm.local.platform.Settings;
import java.util.Arrays;
import java.util.List;

/** The commands of ./crm that are more than a line of shell. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        try {
            List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
            Settings settings = Settings.from(System.getenv());
            String command = arguments.length == 0 ? "help" : arguments[0];
            int code = switch (command) {
                case "parts" -> new PartsCommand(settings).run(rest);
                default -> throw new Problem("There is no command \"" + command + "\": see ./crm help.");
            };
            System.exit(code);
        } catch (Problem e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(130);
        } catch (Exception e) {
            System.err.println("Unexpected: " + e);
            e.printStackTrace();
            System.exit(1);
        }
    }
}
