package crm.local.platform;

import crm.local.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment asks for.
 *
 * @param root the work tree that holds the packaged jars
 * @param home the platform's data: CRM_HOME, else .crm in the work tree
 * @param cache unpacked distributions, shared by all homes of this user: CRM_CACHE, else ~/.cache/tessera-crm
 * @param javaOptions replaces the JVM flags of services and gateway: CRM_JAVA_OPTS
 */
public record Settings(Path root, Path home, Path cache, Ports ports,
        Optional<URI> postgresUrl, Optional<URI> rabbitmqUrl, Optional<URI> keycloakUrl, Optional<String> javaOptions) {

    public static final int DEFAULT_PORT = 8080;

    public static Settings from(Map<String, String> environment) {
        Path root = path(environment, "CRM_ROOT").orElse(Path.of("")).toAbsolutePath().normalize();
        Path home = path(environment, "CRM_HOME").orElse(root.resolve(".crm")).toAbsolutePath().normalize();
        Path cache = path(environment, "CRM_CACHE").orElseGet(() -> userCache(environment, home)).toAbsolutePath().normalize();
        return new Settings(root, home, cache, new Ports(port(environment)),
                url(environment, "CRM_POSTGRES_URL", "postgresql://user:password@host:5432", "postgres", "postgresql"),
                url(environment, "CRM_RABBITMQ_URL", "amqp://user:password@host:5672/vhost", "amqp", "amqps"),
                url(environment, "CRM_KEYCLOAK_URL", "http://host:8080/auth", "http", "https"),
                text(environment, "CRM_JAVA_OPTS"));
    }

    public Settings at(Path otherHome, Ports otherPorts) {
        return new Settings(root, otherHome, cache, otherPorts, postgresUrl, rabbitmqUrl, keycloakUrl, javaOptions);
    }

    private static int port(Map<String, String> environment) {
        String value = text(environment, "CRM_PORT").orElse(Integer.toString(DEFAULT_PORT));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Problem("CRM_PORT must be a number, not \"" + value + "\".", e);
        }
    }

    /** An account without a writable home directory (a daemon's, say) keeps the cache beside its data. */
    private static Path userCache(Map<String, String> environment, Path home) {
        Optional<Path> base = path(environment, "XDG_CACHE_HOME")
                .or(() -> path(environment, "HOME").map(user -> user.resolve(".cache")));
        return base.filter(Settings::canBeMade).map(path -> path.resolve("tessera-crm")).orElse(home.resolve("cache"));
    }

    private static boolean canBeMade(Path path) {
        Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private static Optional<URI> url(Map<String, String> environment, String name, String example, String... schemes) {
        return text(environment, name).map(value -> {
            Problem problem = new Problem(name + " must look like " + example + ".");
            try {
                URI uri = new URI(value);
                boolean known = uri.getScheme() != null && java.util.List.of(schemes).contains(uri.getScheme());
                if (!known || uri.getHost() == null) {
                    throw problem;
                }
                return uri;
            } catch (java.net.URISyntaxException e) {
                // The cause would repeat the value, and with it a password.
                throw problem;
            }
        });
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return text(environment, name).map(Path::of);
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
