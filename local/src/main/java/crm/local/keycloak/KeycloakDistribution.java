package crm.local.keycloak;

import crm.local.cache.Distributions;
import crm.local.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keycloak's own distribution from the Maven repository, unpacked once and built once for PostgreSQL. */
final class KeycloakDistribution {

    private static final String DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

    private KeycloakDistribution() {
    }

    static Path unpack(Distributions distributions, Consumer<String> progress) throws Exception {
        String version = version();
        return distributions.get("keycloak-" + version, (folder, finalPlace) -> {
            Path download = Files.createDirectories(folder.resolve("download"));
            progress.accept("downloading");
            Command.run(folder, Map.of(), Duration.ofMinutes(20), List.of("mvn", "-q", "-B", DEPENDENCY_PLUGIN + ":copy",
                    "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + version + ":zip", "-DoutputDirectory=" + download));
            progress.accept("unpacking");
            unzip(download.resolve("keycloak-quarkus-dist-" + version + ".zip"), folder);
            Distributions.delete(download);
            progress.accept("preparing once");
            Command.run(folder, Map.of(), Duration.ofMinutes(10), KeycloakCommand.of(folder, folder, List.of(), List.of("build",
                    "--db=postgres", "--health-enabled=true", "--http-relative-path=/auth", "--http-management-relative-path=/")));
        });
    }

    private static void unzip(Path archive, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // The archive holds one folder; its contents are wanted, not itself.
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = folder.resolve(name).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive names a file outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    private static String version() throws IOException {
        try (InputStream in = KeycloakDistribution.class.getResourceAsStream("/crm/local/versions.properties")) {
            Properties versions = new Properties();
            versions.load(in);
            return versions.getProperty("keycloak");
        }
    }
}
