package crm.bench;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The platform that ./crm up runs here: addresses, a token, its processes. */
record Platform(Map<String, String> leads, String gatewayUrl, Path root, Path home) {

    private static final Pattern EXPORT = Pattern.compile("export ([A-Z_]+)='(.*)'");

    static Platform running() throws IOException, InterruptedException {
        Path root = Path.of(System.getenv("CRM_ROOT"));
        Path home = Path.of(System.getenv("CRM_HOME"));
        if (processesOfParts(home).isEmpty()) {
            throw new CannotMeasure("Nothing runs here: ./crm up first");
        }
        Map<String, String> environment = environment(root, "leads");
        int port = Integer.parseInt(environment.get("CRM_HTTP_PORT")) - 1;
        return new Platform(environment, "http://localhost:" + port, root, home);
    }

    private static Map<String, String> environment(Path root, String service) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        for (String line : output(root, "env", service).split("\n")) {
            Matcher matcher = EXPORT.matcher(line);
            if (matcher.matches()) {
                environment.put(matcher.group(1), matcher.group(2));
            }
        }
        return environment;
    }

    /** Where a service's database is, and who may enter it. */
    PgConnectOptions database(String service) throws IOException, InterruptedException {
        Map<String, String> of = service.equals("leads") ? leads : environment(root, service);
        return new PgConnectOptions().setHost(of.get("CRM_DB_HOST")).setPort(Integer.parseInt(of.get("CRM_DB_PORT")))
                .setDatabase(of.get("CRM_DB_NAME")).setUser(of.get("CRM_DB_USER")).setPassword(of.get("CRM_DB_PASSWORD"))
                .setCachePreparedStatements(true);
    }

    String serviceUrl() {
        return "http://localhost:" + leads.get("CRM_HTTP_PORT");
    }

    /** Where a service answers. */
    String url(String service) throws IOException, InterruptedException {
        return "http://localhost:" + environment(root, service).get("CRM_HTTP_PORT");
    }

    /** An access token of somebody who may do everything; it lives for ten minutes, so each run takes a new one. */
    String token() {
        return token("crm-admin");
    }

    String token(String login) {
        try {
            return output(root, "token", login).strip();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All processes of the platform: those the launcher noted, and their descendants. */
    List<Long> processes() {
        return processesOfParts().values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The processes of each part that the launcher noted, by its name: the one noted and its descendants but for other parts. */
    Map<String, List<Long>> processesOfParts() {
        return processesOfParts(home);
    }

    private static Map<String, List<Long>> processesOfParts(Path home) {
        if (!Files.isDirectory(home.resolve("run"))) {
            return Map.of();
        }
        try (Stream<Path> notes = Files.list(home.resolve("run"))) {
            Map<String, Long> noted = new TreeMap<>();
            for (Path note : notes.filter(file -> file.toString().endsWith(".pid")).toList()) {
                noted.put(note.getFileName().toString().replace(".pid", ""), Long.parseLong(Files.readString(note).split(" ")[0].strip()));
            }
            Map<String, List<Long>> parts = new TreeMap<>();
            noted.forEach((part, pid) -> ProcessHandle.of(pid).ifPresent(process -> parts.put(part, family(process, noted.values()).toList())));
            return parts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Long> family(ProcessHandle process, Collection<Long> otherParts) {
        return Stream.concat(Stream.of(process.pid()), process.children().filter(child -> !otherParts.contains(child.pid())).flatMap(child -> family(child, otherParts)));
    }

    private static String output(Path root, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("crm").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CannotMeasure("The platform runs, and yet ./crm " + String.join(" ", words) + " failed.");
        }
        return output;
    }
}
