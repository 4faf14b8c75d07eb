package crm.local.testing;

import crm.local.Problem;
import crm.local.keycloak.KeycloakServer;
import crm.local.keycloak.Realm;
import crm.local.keycloak.Tokens;
import crm.local.postgresql.Databases;
import crm.local.postgresql.PostgresServer;
import crm.local.rabbitmq.Management;
import crm.local.rabbitmq.Permission;
import crm.local.rabbitmq.RabbitServer;
import crm.local.rabbitmq.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Real PostgreSQL, RabbitMQ, Keycloak and mail for tests. {@code ./crm test} starts them once for the whole build and says where
 * they are in CRM_TEST_PARTS; without it they are started for this JVM and end with it.
 */
public final class TestParts {

    private static TestParts shared;

    private final Properties description;
    private final Deque<AutoCloseable> toDrop = new ConcurrentLinkedDeque<>();

    private TestParts(Properties description) {
        this.description = description;
        Runtime.getRuntime().addShutdownHook(new Thread(this::dropAll));
    }

    /** The parts of this JVM; the first call may take half a minute when it has to start them. */
    public static synchronized TestParts shared() {
        if (shared == null) {
            shared = new TestParts(Optional.ofNullable(System.getenv("CRM_TEST_PARTS")).filter(file -> !file.isBlank())
                    .or(() -> Optional.ofNullable(System.getProperty(OwnParts.DESCRIPTION)))
                    .map(Path::of).map(TestParts::read).orElseGet(OwnParts::start));
        }
        return shared;
    }

    /** A fresh database and role, dropped when this JVM ends. @param name what it is for, in lower case */
    public TestDatabase createDatabase(String name) {
        PostgresServer server = postgres();
        String unique = unique(name.replace('-', '_'), '_');
        String password = random(16);
        try {
            new Databases(server).ensure(unique, password);
        } catch (SQLException e) {
            throw new Problem("No test database could be made on " + server + ": " + e.getMessage(), e);
        }
        return kept(new TestDatabase(server.host(), server.port(), unique, unique, password, server));
    }

    /** A fresh virtual host with the shared topology and a user with the rights of that service, dropped when this JVM ends. */
    public TestVhost createVhost(String service) {
        RabbitServer server = rabbitmq();
        String unique = unique(service, '-');
        TestVhost vhost = new TestVhost(server.host(), server.port(), unique, unique, random(16), unique + "-test", random(16), server);
        try {
            Management management = server.management();
            management.createVhost(unique);
            management.permit(unique, server.user(), Permission.EVERYTHING);
            management.load(unique, Topology.definitions());
            management.putUser(vhost.user(), vhost.password(), "");
            management.permit(unique, vhost.user(), service.equals(Topology.GATEWAY) ? Permission.ofGateway()
                    : Permission.ofService(service));
            management.putUser(vhost.testUser(), vhost.testPassword(), "management");
            management.permit(unique, vhost.testUser(), Permission.EVERYTHING);
        } catch (IOException e) {
            throw new Problem("No test virtual host could be made on " + server + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while making a virtual host.", e);
        }
        return kept(vhost);
    }

    /** An access token of a local user, by name; the local password is the same for all. */
    public String accessToken(String user) {
        return Logins.alone(() -> tokens().ofUser("crm-cli", user, "crm"));
    }

    /** An access token of the integration client's service account. */
    public String integrationToken() {
        return tokens().ofClient("integration", clientSecret("integration"));
    }

    /** For other grants, clients and answers (ID and refresh tokens). */
    public Tokens tokens() {
        return new Tokens(oidcUrl());
    }

    /** Keycloak's base, for instance {@code http://localhost:20006/auth}. */
    public String keycloakUrl() {
        return description.getProperty("keycloak.url");
    }

    /** The realm's base, what services know as CRM_OIDC_URL. */
    public String oidcUrl() {
        return keycloakUrl() + "/realms/" + KeycloakServer.REALM;
    }

    /** Stands in each token as {@code iss}: the realm under the gateway's address. */
    public String issuer() {
        return publicUrl() + "/auth/realms/" + KeycloakServer.REALM;
    }

    /** The gateway's address that the realm knows; its port is kept free for a gateway under test. */
    public String publicUrl() {
        return description.getProperty("publicUrl");
    }

    /** The secret of crm-gateway, crm-services or integration in the local realm. */
    public String clientSecret(String clientId) {
        return Realm.secret(clientId);
    }

    public PostgresServer postgres() {
        return new PostgresServer(description.getProperty("postgres.host"), Integer.parseInt(description.getProperty("postgres.port")),
                description.getProperty("postgres.user"), description.getProperty("postgres.password"));
    }

    /** The broker, as its administrator, with no particular virtual host. */
    public RabbitServer rabbitmq() {
        return new RabbitServer(description.getProperty("rabbitmq.host"), Integer.parseInt(description.getProperty("rabbitmq.port")),
                "crm", URI.create(description.getProperty("rabbitmq.managementUrl")),
                description.getProperty("rabbitmq.user"), description.getProperty("rabbitmq.password"));
    }

    public KeycloakServer keycloak() {
        return new KeycloakServer(keycloakUrl(), description.getProperty("keycloak.user"), description.getProperty("keycloak.password"));
    }

    public int smtpPort() {
        return Integer.parseInt(description.getProperty("smtp.port"));
    }

    /** Caught mail as JSON at {@code /messages}. */
    public String inboxUrl() {
        return description.getProperty("inbox.url");
    }

    private <T extends AutoCloseable> T kept(T made) {
        toDrop.push(made);
        return made;
    }

    private void dropAll() {
        for (AutoCloseable made : toDrop) {
            try {
                made.close();
            } catch (Exception e) {
                // Parts of one's own end anyway; shared ones are thrown away after the build.
            }
        }
    }

    static Properties read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(Files.readString(file)));
            return properties;
        } catch (IOException e) {
            throw new Problem("The parts named by CRM_TEST_PARTS cannot be read from " + file + ".", e);
        }
    }

    private static String unique(String name, char separator) {
        return name + separator + random(4);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
