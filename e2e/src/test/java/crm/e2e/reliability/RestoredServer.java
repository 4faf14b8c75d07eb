package crm.e2e.reliability;

import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Platform;
import crm.local.cache.Distributions;
import crm.local.platform.Home;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import crm.local.postgresql.PostgresServer;
import crm.local.postgresql.Postgresql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A second PostgreSQL that begins with a copy of the running one's files, made while people worked, and goes by its log up to a named
 * moment: what a base backup and the archived log are in the cluster. The log is read where the running server keeps it.
 */
final class RestoredServer implements AutoCloseable {

    private static final String SLOT = "e2e_restore";
    private static final Set<String> LEFT_OUT = Set.of("pg_wal", "postmaster.pid");

    private final Platform platform;
    private final Home home;
    private final Ports ports = Ports.free();
    private Running running;

    RestoredServer(Platform platform) {
        this.platform = platform;
        this.home = new Home(platform.home().resolveSibling("restored"));
        Distributions.delete(home.path());
    }

    private Path live() {
        return platform.home().resolve("postgresql/data");
    }

    private Path data() {
        return home.data("postgresql").resolve("data");
    }

    /** Copies the files but for the log, with whatever is being written to them meanwhile; the log is kept from here on. */
    void backUp() throws Exception {
        sql("select pg_create_physical_replication_slot('" + SLOT + "', true)");
        Files.createDirectory(data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(data().resolve("pg_wal"));
        try (Connection database = platform.administered("postgres"); Statement backup = database.createStatement()) {
            backup.execute("select pg_backup_start('e2e', true)");
            List<String> copy = new ArrayList<>(List.of("cp", "-a", "--target-directory=" + data()));
            try (Stream<Path> files = Files.list(live())) {
                files.filter(file -> !LEFT_OUT.contains(file.getFileName().toString())).forEach(file -> copy.add(file.toString()));
            }
            // files that go while they are copied are no fault: the log has what became of them
            new ProcessBuilder(copy).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            try (ResultSet end = backup.executeQuery("select labelfile from pg_backup_stop(true)")) {
                end.next();
                Files.writeString(data().resolve("backup_label"), end.getString(1));
            }
        }
    }

    /** Starts from the copy and waits until all that happened before the restore point is there. */
    void recoverTo(String restorePoint) throws Exception {
        Files.createFile(data().resolve("recovery.signal"));
        Files.writeString(data().resolve("postgresql.auto.conf"), """
                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_name = '%s'
                recovery_target_action = 'promote'
                """.formatted(live().resolve("pg_wal"), restorePoint), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Postgresql server = new Postgresql(home, ports, new Distributions(platform.cache()), List.of());
        server.prepare(step -> {});
        running = server.launch();
        await("recovered").atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> count("postgres", "select case when pg_is_in_recovery() then 1 else 0 end") == 0);
    }

    long count(String database, String sql) throws SQLException {
        PostgresServer live = platform.administrator();
        try (Connection connection = new PostgresServer("127.0.0.1", ports.of(Port.POSTGRESQL), live.user(), live.password()).connect(database);
                Statement query = connection.createStatement(); ResultSet rows = query.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection database = platform.administered("postgres"); Statement work = database.createStatement()) {
            work.execute(statement);
        }
    }

    @Override
    public void close() throws SQLException {
        if (running != null) {
            running.stop();
        }
        Distributions.delete(home.path());
        sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '" + SLOT + "'");
    }
}
