package crm.local.postgresql;

import crm.local.Problem;
import crm.local.cache.Distributions;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, from zonky's archive on the classpath. Only the archive is zonky's: its runner switches fsync off,
 * trusts every local user and detaches the server, none of which suits data that is to be kept.
 */
final class PostgresBinaries {

    private PostgresBinaries() {
    }

    static Path unpack(Distributions distributions, Consumer<String> progress) throws Exception {
        return distributions.get("postgresql-" + version(), (folder, finalPlace) -> {
            progress.accept("unpacking");
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
            String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
            try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
                if (archive == null) {
                    throw new Problem("There is no PostgreSQL for " + system + " on " + architecture
                            + " in the build: give an existing server by CRM_POSTGRES_URL.");
                }
                extract(archive, folder);
            }
        });
    }

    private static void extract(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive names a file outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String version() throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/crm/local/versions.properties")) {
            Properties versions = new Properties();
            versions.load(in);
            return versions.getProperty("postgresql");
        }
    }
}
