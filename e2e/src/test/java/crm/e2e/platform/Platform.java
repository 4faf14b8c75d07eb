package crm.e2e.platform;

import static org.awaitility.Awaitility.await;

import crm.local.Stores;
import crm.local.cache.Distributions;
import crm.local.keycloak.KeycloakServer;
import crm.local.keycloak.Realm;
import crm.local.keycloak.Tokens;
import crm.local.platform.Home;
import crm.local.platform.PartStatus;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.platform.State;
import crm.local.platform.StatusPage;
import crm.local.postgresql.PostgresServer;
import crm.local.rabbitmq.RabbitMq;
import crm.local.rabbitmq.RabbitServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The whole platform, run by the launcher behind {@code ./crm} as a process of its own, in a home and on ports of its own.
 * Nothing here reaches into a service: what it knows is what a person with a shell on this machine knows.
 */
public final class Platform implements AutoCloseable {

    private static final Duration RESTART = Duration.ofMinutes(3);
    private static final Duration TOKEN_AGE = Duration.ofMinutes(5);

    private final Settings settings;
    private final CrmCommand crm;
    private final boolean ours;
    private final Home home;
    private final Stores stores;
    private final Tokens tokens;
    private final Traces traces;
    private final Map<String, Token> byUser = new ConcurrentHashMap<>();

    private record Token(String text, Instant since) {

        boolean isYoung() {
            return Duration.between(since, Instant.now()).compareTo(TOKEN_AGE) < 0;
        }
    }

    private Platform(Settings settings, CrmCommand crm, Traces traces, boolean ours) {
        this.settings = settings;
        this.crm = crm;
        this.traces = traces;
        this.ours = ours;
        this.home = new Home(settings.home());
        this.stores = new Stores(settings);
        this.tokens = new Tokens(stores.keycloak().realmUrl());
    }

    /**
     * Returns when every part answers. What a killed run before this one left in the same place is ended first. With
     * CRM_E2E_RUNNING=true it is the platform that runs already where the environment says, as docker/try has one.
     */
    static Platform start() {
        if ("true".equals(System.getenv("CRM_E2E_RUNNING"))) {
            Settings running = Settings.from(System.getenv());
            return new Platform(running, new CrmCommand(running, Map.of()), Traces.collect(), false);
        }
        Settings settings = settingsOfTests();
        Traces traces = Traces.collect();
        CrmCommand crm = new CrmCommand(settings, traces.settings());
        crm.run("down");
        Distributions.delete(settings.home());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> crm.run("down")));
        crm.run("up", "--detach");
        return new Platform(settings, crm, traces, true);
    }

    /** A home and ports of our own; unpacked servers are shared with every other home of this user. */
    private static Settings settingsOfTests() {
        Settings own = Settings.from(Map.of("CRM_ROOT", root().toString(), "CRM_HOME", root().resolve("e2e/target/platform").toString()));
        Settings ofUser = Settings.from(System.getenv());
        return new Settings(own.root(), own.home(), ofUser.cache(), Ports.free(), Optional.empty(), Optional.empty(), Optional.empty(),
                ofUser.javaOptions());
    }

    /** The work tree, from wherever in it the tests are started. */
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("crm")) && Files.isDirectory(folder.resolve("local"))).findFirst()
                .orElseThrow(() -> new IllegalStateException("Run the tests inside of the work tree."));
    }

    Settings settings() {
        return settings;
    }

    Stores stores() {
        return stores;
    }

    // ---- addresses -----------------------------------------------------------------------------------------------

    public URI gateway() {
        return URI.create(stores.publicUrl());
    }

    /** A service without the gateway in front. */
    public URI service(String name) {
        return URI.create("http://localhost:" + settings.ports().of(Port.valueOf(name.toUpperCase(java.util.Locale.ROOT))));
    }

    public KeycloakServer keycloak() {
        return stores.keycloak();
    }

    public RabbitServer rabbitmq() {
        return stores.rabbitmq();
    }

    /** What {@code rabbitmqctl} does on the broker's own machine. */
    public String rabbitmqctl(String... command) throws Exception {
        RabbitMq broker = stores.parts().stream().filter(RabbitMq.class::isInstance).map(RabbitMq.class::cast).findFirst().orElseThrow();
        return broker.control(command);
    }

    /** A database as its administrator sees it. */
    public Connection administered(String database) throws SQLException {
        return administrator().connect(database);
    }

    public PostgresServer administrator() {
        return stores.postgres();
    }

    /** Where the platform keeps its data. */
    public Path home() {
        return settings.home();
    }

    /** Where unpacked servers are. */
    public Path cache() {
        return settings.cache();
    }

    /** A service's database, to count what no endpoint counts. */
    public Connection database(String service) throws SQLException {
        PostgresServer server = stores.postgres();
        String password = home.credentials().password("postgresql." + service);
        return new PostgresServer(server.host(), server.port(), service, password).connect(service);
    }

    /** Where the platform sends its traces, but for one that ran already. */
    public Traces traces() {
        return traces;
    }

    // ---- people --------------------------------------------------------------------------------------------------

    public Tokens tokens() {
        return tokens;
    }

    /** The API through the gateway with the bearer token of a local user, or of {@code integration}. */
    public Api as(String user) {
        return new Api(gateway(), () -> "Bearer " + token(user));
    }

    /** The same past the gateway, at one instance of a service. */
    public Api as(String user, URI instance) {
        return new Api(instance, () -> "Bearer " + token(user));
    }

    /** The API with whatever token, at whatever address. */
    public Api with(String token, URI base) {
        return new Api(base, () -> "Bearer " + token);
    }

    public String token(String user) {
        return byUser.compute(user,
                (name, known) -> known != null && known.isYoung() ? known : new Token(fetch(name), Instant.now())).text();
    }

    private String fetch(String user) {
        return user.equals("integration")
                ? tokens.ofClient(user, Realm.secret(user))
                : tokens.ofUser("crm-cli", user, "crm");
    }

    // ---- parts ---------------------------------------------------------------------------------------------------

    /**
     * Ends a part as power loss would: SIGKILL, nothing said, together with everything that it started.
     *
     * @return the process that is no more
     */
    public long kill(String part) {
        long pid = status(part).pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " does not run"));
        List<ProcessHandle> all = new ArrayList<>(List.of(process));
        all.addAll(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        return pid;
    }

    /**
     * Tells a part to end as a roll-out does: SIGTERM. The launcher starts it again.
     *
     * @return the process that ends
     */
    public long terminate(String part) {
        long pid = status(part).pid();
        ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " does not run")).destroy();
        return pid;
    }

    /** Whether a service that was told to end is at it: it closes each connection with the answer. */
    public boolean isEnding(String service) {
        try {
            return "close".equals(ServiceByHand.health(service(service)).getHeaderField("Connection"));
        } catch (IOException away) {
            return false;
        }
    }

    /** Waits until the launcher has started a killed part again and it answers. */
    public void awaitSuccessorOf(String part, long pid) {
        await(part + " is there again").atMost(RESTART).until(() -> status(part).state() == State.READY && status(part).pid() != pid);
    }

    public void stop(String part) {
        crm.run("stop", part);
    }

    public void start(String part) {
        crm.run("start", part);
    }

    private PartStatus status(String part) {
        return StatusPage.in(home).read().stream().filter(known -> known.name().equals(part)).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no part " + part));
    }

    /** Stops everything that was started here; the logs stay in target/platform/logs. */
    @Override
    public void close() {
        if (!ours) {
            return;
        }
        crm.run("down");
        traces.close();
        for (String data : List.of("postgresql", "rabbitmq", "keycloak")) {
            Distributions.delete(settings.home().resolve(data));
        }
    }
}
