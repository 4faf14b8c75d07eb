package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.platform.Home;
import crm.local.platform.Settings;
import crm.local.postgresql.PostgresServer;
import crm.local.process.Command;
import crm.local.rabbitmq.Topology;
import crm.local.terminal.SqlPrompt;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Opens a service's database: with psql where it is installed, else with a plain prompt. */
public final class PsqlCommand {

    private final Settings settings;

    public PsqlCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.isEmpty() || !(Topology.SERVICES.contains(arguments.get(0)) || arguments.get(0).equals("keycloak"))) {
            throw new Problem("Say whose database: ./crm psql " + String.join("|", Topology.SERVICES) + "|keycloak");
        }
        String name = arguments.get(0);
        PostgresServer server = new Stores(settings).postgres();
        String password = new Home(settings.home()).credentials().password("postgresql." + name);
        if (Command.succeeds(List.of("psql", "--version"))) {
            List<String> command = new ArrayList<>(List.of("psql", "-h", server.host(), "-p", Integer.toString(server.port()), "-U", name, name));
            command.addAll(arguments.subList(1, arguments.size()));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("PGPASSWORD", password);
            return builder.start().waitFor();
        }
        try (Connection connection = new PostgresServer(server.host(), server.port(), name, password).connect(name)) {
            return new SqlPrompt(connection, System.in, System.out).run(arguments.subList(1, arguments.size()));
        } catch (SQLException e) {
            throw new Problem("The database does not answer (" + e.getMessage() + "): is the platform up?", e);
        }
    }
}
