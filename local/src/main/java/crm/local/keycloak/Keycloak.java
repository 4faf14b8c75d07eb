package crm.local.keycloak;

import crm.local.cache.Distributions;
import crm.local.platform.Credentials;
import crm.local.platform.Home;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import crm.local.postgresql.Databases;
import crm.local.postgresql.PostgresServer;
import crm.local.process.ChildProcess;
import crm.local.process.ClassArchive;
import crm.local.process.Signals;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A real Keycloak with the local realm, keeping its data in the platform's PostgreSQL. */
public final class Keycloak implements Part {

    public static final String DATABASE = "keycloak";
    private static final String ADMINISTRATOR = "admin";

    private final Home home;
    private final Ports ports;
    private final Distributions distributions;
    private final PostgresServer postgres;
    private final Credentials credentials;
    private final String publicUrl;
    private final boolean ownDatabase;
    private Path distribution;

    /**
     * @param publicUrl the gateway's address, under which browsers reach the login and which stands in each token as issuer
     * @param ownDatabase whether the database is this home's alone, and may be made anew after a first start that was cut short
     */
    public Keycloak(Home home, Ports ports, Distributions distributions, PostgresServer postgres, String publicUrl,
            boolean ownDatabase) {
        this.home = home;
        this.ports = ports;
        this.distributions = distributions;
        this.postgres = postgres;
        this.credentials = home.credentials();
        this.publicUrl = publicUrl;
        this.ownDatabase = ownDatabase;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.KEYCLOAK, Port.KEYCLOAK_MANAGEMENT);
    }

    @Override
    public List<String> after() {
        return List.of("postgresql");
    }

    public KeycloakServer server() {
        return new KeycloakServer("http://localhost:" + ports.of(Port.KEYCLOAK) + "/auth", ADMINISTRATOR, credentials.password("keycloak"));
    }

    @Override
    public void prepare(Consumer<String> progress) throws Exception {
        distribution = KeycloakDistribution.unpack(distributions, progress);
        Path folder = home.data(name());
        for (String name : List.of("conf", "providers", "themes", "data")) {
            Files.createDirectories(folder.resolve(name));
        }
        copyConfiguration(folder.resolve("conf"));
        // The server looks here for the mark that it has been built.
        Files.deleteIfExists(folder.resolve("lib"));
        Files.createSymbolicLink(folder.resolve("lib"), distribution.resolve("lib"));
    }

    private void copyConfiguration(Path target) throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public Running launch() throws Exception {
        if (ownDatabase && !Files.exists(completed())) {
            // A first start that was cut short leaves tables on which Keycloak would fail ever after.
            Databases databases = new Databases(postgres);
            databases.drop(DATABASE);
            databases.ensure(DATABASE, credentials.password("postgresql." + DATABASE));
        }
        ClassArchive archive = new ClassArchive(KeycloakCommand.program(distribution), distribution);
        return ChildProcess.start(home, name(), KeycloakCommand.of(distribution, home.data(name()), archive.options(),
                List.of("start", "--optimized", "--cache=local")), environment(), Signals.Signal.TERM, ClassArchive.PATIENCE).afterwards(archive::keep);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_DB_URL", "jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/" + DATABASE);
        environment.put("KC_DB_USERNAME", DATABASE);
        environment.put("KC_DB_PASSWORD", credentials.password("postgresql." + DATABASE));
        environment.put("KC_DB_POOL_MAX_SIZE", "20");
        environment.put("KC_HTTP_ENABLED", "true");
        environment.put("KC_HTTP_HOST", "127.0.0.1");
        environment.put("KC_HTTP_PORT", Integer.toString(ports.of(Port.KEYCLOAK)));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(ports.of(Port.KEYCLOAK_MANAGEMENT)));
        environment.put("KC_HTTP_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("KC_HOSTNAME", publicUrl + "/auth");
        environment.put("KC_HOSTNAME_ADMIN", server().url());
        environment.put("KC_HOSTNAME_BACKCHANNEL_DYNAMIC", "true");
        environment.put("KC_PROXY_HEADERS", "xforwarded");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", credentials.password("keycloak"));
        environment.put("KC_LOG_LEVEL", "info,io.smallrye.health:error");
        return environment;
    }

    @Override
    public boolean ready() throws IOException {
        URI health = URI.create("http://127.0.0.1:" + ports.of(Port.KEYCLOAK_MANAGEMENT) + "/health/ready");
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        return connection.getResponseCode() == 200;
    }

    @Override
    public void settle() throws Exception {
        new Realm(server(), publicUrl).ensure();
        Files.writeString(completed(), "");
    }

    private Path completed() {
        return home.data(name()).resolve("first-start-completed");
    }

    @Override
    public String address() {
        return server().url() + "/admin";
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }
}
