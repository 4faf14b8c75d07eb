package crm.local.postgresql;

import crm.local.Problem;
import crm.local.cache.Distributions;
import crm.local.platform.Credentials;
import crm.local.platform.Home;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import crm.local.process.ChildProcess;
import crm.local.process.Command;
import crm.local.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A PostgreSQL server of our own that keeps its promises: fsync on, passwords asked for, loopback only. */
public final class Postgresql implements Part {

    private static final String SUPERUSER = "postgres";

    private final Home home;
    private final Ports ports;
    private final Distributions distributions;
    private final Credentials credentials;
    private final List<String> databases;
    private Path binaries;

    public Postgresql(Home home, Ports ports, Distributions distributions, List<String> databases) {
        this.home = home;
        this.ports = ports;
        this.distributions = distributions;
        this.credentials = home.credentials();
        this.databases = databases;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.POSTGRESQL);
    }

    public PostgresServer server() {
        return new PostgresServer("127.0.0.1", ports.of(Port.POSTGRESQL), SUPERUSER, credentials.password("postgresql"));
    }

    @Override
    public void prepare(Consumer<String> progress) throws Exception {
        binaries = PostgresBinaries.unpack(distributions, progress);
        Path data = dataDirectory();
        if (!Files.exists(data)) {
            progress.accept("creating the data folder");
            create(data);
        }
        requireSameMajorVersion(data);
    }

    /** Made under another name and renamed when whole, so that a killed launcher never leaves half a database behind. */
    private void create(Path data) throws IOException {
        Path partial = data.resolveSibling("data.partial");
        Distributions.delete(partial);
        Path passwordFile = Files.createTempFile(home.data(name()), "superuser", ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, credentials.password("postgresql"));
            Command.run(home.path(), Map.of(), Duration.ofMinutes(2), asServerUser(List.of(
                    binaries.resolve("bin/initdb").toString(), "--pgdata=" + partial, "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8")));
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSameMajorVersion(Path data) throws IOException {
        String kept = Files.readString(data.resolve("PG_VERSION")).trim();
        String ours = Command.run(home.path(), Map.of(), Duration.ofSeconds(10),
                List.of(binaries.resolve("bin/postgres").toString(), "--version")).replaceAll("\\D*(\\d+).*\\s*", "$1");
        if (!kept.equals(ours)) {
            throw new Problem("The data in " + data + " was written by PostgreSQL " + kept + " and this is " + ours
                    + ": move that folder away, or use another CRM_HOME.");
        }
    }

    @Override
    public Running launch() {
        List<String> command = new ArrayList<>(List.of(binaries.resolve("bin/postgres").toString(),
                "-D", dataDirectory().toString(), "-p", Integer.toString(ports.of(Port.POSTGRESQL)), "-h", "127.0.0.1"));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return ChildProcess.start(home, name(), asServerUser(command), Map.of("LC_ALL", "C"), Signals.Signal.INT, Duration.ofSeconds(30));
    }

    private static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("max_wal_size", "1GB"),
                Map.entry("jit", "off"),
                Map.entry("random_page_cost", "1.1"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_min_duration_statement", "1000"),
                Map.entry("log_line_prefix", "%m [%p] %u@%d "));
    }

    @Override
    public boolean ready() throws Exception {
        try (Connection connection = server().connect("postgres")) {
            return connection.isValid(5);
        }
    }

    @Override
    public void settle() throws Exception {
        Databases all = new Databases(server());
        all.closeMaintenanceDatabases();
        for (String database : databases) {
            all.ensure(database, credentials.password("postgresql." + database));
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + ports.of(Port.POSTGRESQL);
    }

    private Path dataDirectory() {
        return home.data(name()).resolve("data");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it has no powers, and still owns its files. */
    private static List<String> asServerUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!Command.succeeds(List.of("unshare", "-U", "id", "-u"))) {
            throw new Problem("PostgreSQL refuses to run as root and this machine does not allow \"unshare -U\": "
                    + "run ./crm as an ordinary user, or give an existing server by CRM_POSTGRES_URL.");
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }
}
