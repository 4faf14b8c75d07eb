package crm.local.rabbitmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A RabbitMQ server's programs.
 *
 * @param scripts the folder of the server's own scripts; distributors' wrappers in /usr/sbin change the user and are not used
 * @param erlang the folder of erl and epmd, or null when they are on the PATH
 */
public record Installation(Path scripts, Path erlang) {

    /** The server installed on this machine, if there is one that anybody may run. */
    static Optional<Installation> installed(String searchPath, Path debianHome) {
        if (find(searchPath, "erl").isEmpty()) {
            return Optional.empty();
        }
        return inside(debianHome)
                .or(() -> find(searchPath, "rabbitmq-server").map(Installation::followed).map(Path::getParent))
                .filter(scripts -> Files.isReadable(scripts.resolve("rabbitmq-env")))
                .map(scripts -> new Installation(scripts, null));
    }

    /** The server inside an unpacked tree of Debian packages. */
    static Optional<Installation> unpacked(Path tree) {
        return inside(tree.resolve("usr/lib/rabbitmq/lib"))
                .map(scripts -> new Installation(scripts, tree.resolve("usr/lib/erlang/bin")));
    }

    String program(String name) {
        return scripts.resolve(name).toString();
    }

    String epmd() {
        return erlang == null ? "epmd" : erlang.resolve("epmd").toString();
    }

    /** What the scripts need to find Erlang. */
    Map<String, String> environment() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Map.of("PATH", erlang == null ? path : erlang + ":" + path);
    }

    private static Optional<Path> inside(Path servers) {
        if (!Files.isDirectory(servers)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(servers)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("rabbitmq_server-"))
                    .max(Path::compareTo).map(folder -> folder.resolve("sbin"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> find(String searchPath, String program) {
        List<String> folders = Arrays.asList(searchPath.split(":"));
        return folders.stream().map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    private static Path followed(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            return link;
        }
    }
}
