package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A file system of 96 MiB that some tables of a service are moved to, live, and that can be filled to the last page. Mounting takes an
 * administrator of the machine.
 */
final class SmallDisk implements AutoCloseable {

    private static final String DISK_FULL = "53100";

    private final Platform platform;
    private final String service;
    private final List<String> tables;
    private final Path mount;

    private SmallDisk(Platform platform, String service, List<String> tables, Path mount) {
        this.platform = platform;
        this.service = service;
        this.tables = tables;
        this.mount = mount;
    }

    static boolean canBeMade() throws IOException, InterruptedException {
        Path probe = Files.createTempDirectory("crm-disk");
        boolean made = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString()) && run("umount", probe.toString());
        Files.delete(probe);
        return made;
    }

    static SmallDisk with(Platform platform, String service, List<String> tables) throws Exception {
        SmallDisk disk = new SmallDisk(platform, service, tables, Files.createTempDirectory("crm-disk"));
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.mount.toString())).isTrue();
        Files.createDirectory(disk.mount.resolve("data"));
        disk.sql("create tablespace small_disk location '" + disk.mount.resolve("data") + "'");
        for (String table : tables) {
            disk.sql("alter table " + table + " set tablespace small_disk");
        }
        return disk;
    }

    /** Fills what is left, with less and less until not even one page fits. */
    void fill() throws SQLException {
        sql("create table filler (text text) with (autovacuum_enabled = false) tablespace small_disk");
        for (int rows = 100_000; rows > 0; rows /= 10) {
            try {
                while (true) {
                    sql("insert into filler select repeat('x', 100) from generate_series(1, " + rows + ")");
                }
            } catch (SQLException full) {
                assertThat(full.getSQLState()).isEqualTo(DISK_FULL);
            }
        }
    }

    void free() throws SQLException {
        sql("drop table if exists filler");
    }

    @Override
    public void close() throws Exception {
        free();
        for (String table : tables) {
            sql("alter table " + table + " set tablespace pg_default");
        }
        sql("checkpoint");
        sql("drop tablespace small_disk");
        // lazily: a process of the server may still hold a file that is gone
        assertThat(run("umount", "-l", mount.toString())).isTrue();
        Files.delete(mount);
    }

    private void sql(String statement) throws SQLException {
        try (Connection database = platform.administered(service); Statement work = database.createStatement()) {
            work.execute(statement);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }
}
