package crm.local;

import crm.local.cache.Distributions;
import crm.local.keycloak.Keycloak;
import crm.local.keycloak.KeycloakServer;
import crm.local.mail.Mail;
import crm.local.platform.Attached;
import crm.local.platform.Home;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.postgresql.Databases;
import crm.local.postgresql.PostgresServer;
import crm.local.postgresql.Postgresql;
import crm.local.rabbitmq.BrokerAccess;
import crm.local.rabbitmq.RabbitMq;
import crm.local.rabbitmq.RabbitServer;
import crm.local.rabbitmq.Topology;
import java.io.IOException;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the services stand on: PostgreSQL, RabbitMQ, Keycloak and mail, our own or, where an address was given, somebody else's. */
public final class Stores {

    private final Home home;
    private final Ports ports;
    private final List<Part> parts = new ArrayList<>();
    private final PostgresServer postgres;
    private final RabbitServer rabbitmq;
    private final KeycloakServer keycloak;

    public Stores(Settings settings) {
        this.home = new Home(settings.home());
        this.ports = settings.ports();
        Distributions distributions = new Distributions(settings.cache());
        this.postgres = settings.postgresUrl().map(this::attachPostgres).orElseGet(() -> {
            Postgresql part = new Postgresql(home, ports, distributions, databases());
            parts.add(part);
            return part.server();
        });
        this.keycloak = settings.keycloakUrl().map(this::attachKeycloak).orElseGet(() -> {
            Keycloak part = new Keycloak(home, ports, distributions, postgres, publicUrl(),
                    settings.postgresUrl().isEmpty());
            parts.add(part);
            return part.server();
        });
        this.rabbitmq = settings.rabbitmqUrl().map(this::attachRabbit).orElseGet(() -> {
            RabbitMq part = new RabbitMq(home, ports, distributions);
            parts.add(part);
            return part.server();
        });
        parts.add(new Mail(ports));
    }

    public List<Part> parts() {
        return parts;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RabbitServer rabbitmq() {
        return rabbitmq;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    /** Where browsers find the gateway; also the issuer's beginning in each token. */
    public String publicUrl() {
        return "http://localhost:" + ports.of(Port.GATEWAY);
    }

    private static List<String> databases() {
        List<String> databases = new ArrayList<>(List.of(Keycloak.DATABASE));
        databases.addAll(Topology.SERVICES);
        return databases;
    }

    private PostgresServer attachPostgres(URI url) {
        PostgresServer server = new PostgresServer(url.getHost(), url.getPort() < 0 ? 5432 : url.getPort(), user(url), password(url));
        parts.add(new Attached("postgresql", url.getHost() + ":" + server.port(), () -> {
            try (Connection connection = server.connect("postgres")) {
                return connection.isValid(5);
            }
        }, () -> {
            for (String database : databases()) {
                new Databases(server).ensure(database, home.credentials().password("postgresql." + database));
            }
            return null;
        }));
        return server;
    }

    private RabbitServer attachRabbit(URI url) {
        String vhost = url.getPath() == null || url.getPath().length() < 2 ? RabbitMq.VHOST : url.getPath().substring(1);
        boolean tls = "amqps".equals(url.getScheme());
        // Without a hint the management interface is taken to be at its usual port.
        String management = url.getQuery() != null && url.getQuery().startsWith("management=")
                ? url.getQuery().substring("management=".length()) : tls ? "https://" + url.getHost() + ":15671" : "http://" + url.getHost() + ":15672";
        RabbitServer server = new RabbitServer(url.getHost(), url.getPort() < 0 ? tls ? 5671 : 5672 : url.getPort(), vhost,
                URI.create(management), user(url), password(url), tls);
        parts.add(new Attached("rabbitmq", url.getHost() + ":" + server.port(), () -> server.management().answers(), () -> {
            new BrokerAccess(server).establish(home.credentials());
            return null;
        }));
        return server;
    }

    /** The realm of an existing Keycloak is taken as it is. */
    private KeycloakServer attachKeycloak(URI url) {
        KeycloakServer server = new KeycloakServer(url.toString().replaceAll("/+$", ""), "", "");
        parts.add(new Attached("keycloak", server.url(), () -> {
            HttpURLConnection connection = (HttpURLConnection) URI.create(server.realmUrl()).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        }, () -> null));
        return server;
    }

    /** Writes addresses and administrators' passwords for tests, readable by the owner alone. */
    public void describeIn(Path file) throws IOException {
        Properties description = new Properties();
        description.setProperty("postgres.host", postgres.host());
        description.setProperty("postgres.port", Integer.toString(postgres.port()));
        description.setProperty("postgres.user", postgres.user());
        description.setProperty("postgres.password", postgres.password());
        description.setProperty("rabbitmq.host", rabbitmq.host());
        description.setProperty("rabbitmq.port", Integer.toString(rabbitmq.port()));
        description.setProperty("rabbitmq.managementUrl", rabbitmq.managementUrl().toString());
        description.setProperty("rabbitmq.user", rabbitmq.user());
        description.setProperty("rabbitmq.password", rabbitmq.password());
        description.setProperty("keycloak.url", keycloak.url());
        description.setProperty("keycloak.user", keycloak.user());
        description.setProperty("keycloak.password", keycloak.password());
        description.setProperty("publicUrl", publicUrl());
        description.setProperty("smtp.port", Integer.toString(ports.of(Port.SMTP)));
        description.setProperty("inbox.url", "http://localhost:" + ports.of(Port.INBOX));
        StringWriter text = new StringWriter();
        description.store(text, "Parts for tests");
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "parts", ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String user(URI url) {
        return url.getUserInfo() == null ? "guest" : url.getUserInfo().split(":", 2)[0];
    }

    private static String password(URI url) {
        String[] both = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
        return both.length < 2 ? "" : both[1];
    }
}
