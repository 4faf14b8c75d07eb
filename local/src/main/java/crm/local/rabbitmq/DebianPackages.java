package crm.local.rabbitmq;

import crm.local.Problem;
import crm.local.cache.Distributions;
import crm.local.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** RabbitMQ and Erlang from the distribution's own packages, unpacked without installing them, so that any user may. */
final class DebianPackages {

    /** rabbitmq-server and the Erlang packages it depends on, and theirs; everything else belongs to any base system. */
    static final List<String> PACKAGES = List.of("rabbitmq-server", "erlang-base", "erlang-crypto", "erlang-eldap",
            "erlang-inets", "erlang-mnesia", "erlang-os-mon", "erlang-parsetools", "erlang-public-key", "erlang-runtime-tools",
            "erlang-ssl", "erlang-syntax-tools", "erlang-tools", "erlang-xmerl", "erlang-asn1", "erlang-ftp", "erlang-tftp",
            "erlang-snmp");

    private DebianPackages() {
    }

    static boolean available() {
        return Command.succeeds(List.of("apt-get", "--version")) && Command.succeeds(List.of("dpkg-deb", "--version"));
    }

    static Path unpack(Distributions distributions, Consumer<String> progress) throws Exception {
        return distributions.get("rabbitmq-debian", (folder, finalPlace) -> {
            Path packages = Files.createDirectories(folder.resolve("packages"));
            progress.accept("downloading");
            download(packages, folder.resolve("apt"));
            progress.accept("unpacking");
            try (Stream<Path> files = Files.list(packages)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".deb")).sorted().toList()) {
                    Command.run(folder, Map.of(), Duration.ofMinutes(2), List.of("dpkg-deb", "-x", file.toString(), folder.toString()));
                }
            }
            Distributions.delete(packages);
            Distributions.delete(folder.resolve("apt"));
            pointErlangTo(folder, folder);
            requireWorking(folder);
            pointErlangTo(folder, finalPlace);
        });
    }

    /** Libraries outside of the packages may be missing on a very small system. */
    private static void requireWorking(Path folder) {
        try {
            Command.run(folder, Map.of(), Duration.ofSeconds(30), List.of(folder.resolve("usr/lib/erlang/bin/erl").toString(),
                    "-noinput", "-boot", "no_dot_erlang", "-eval", "ok = crypto:start(), ok = ssl:start(), halt(0)."));
        } catch (Problem e) {
            throw new Problem("The fetched Erlang does not run on this machine; install RabbitMQ with \"apt-get install rabbitmq-server\""
                    + " and start again: " + e.getMessage(), e);
        }
    }

    /** With the machine's package lists if it has any, else with lists fetched into a folder of our own. */
    private static void download(Path target, Path privateLists) throws IOException {
        try {
            fetch(target, List.of());
        } catch (Problem noLists) {
            List<String> options = privateLists(privateLists);
            List<String> update = new ArrayList<>(List.of("apt-get"));
            update.addAll(options);
            update.addAll(List.of("-qq", "update"));
            Command.run(target, Map.of(), Duration.ofMinutes(5), update);
            fetch(target, options);
        }
    }

    private static void fetch(Path target, List<String> options) {
        List<String> command = new ArrayList<>(List.of("apt-get"));
        command.addAll(options);
        command.addAll(List.of("-qq", "-o", "APT::Sandbox::User=", "-o", "Acquire::Retries=3", "download"));
        command.addAll(PACKAGES);
        Command.run(target, Map.of(), Duration.ofMinutes(10), command);
    }

    private static List<String> privateLists(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        return List.of("-o", "APT::Sandbox::User=", "-o", "Dir::State::lists=" + folder.resolve("lists"),
                "-o", "Dir::Cache=" + folder.resolve("cache"));
    }

    /** Debian writes Erlang's place into its start scripts. */
    static void pointErlangTo(Path folder, Path finalPlace) throws IOException {
        Path erlang = folder.resolve("usr/lib/erlang");
        List<Path> scripts = new ArrayList<>(List.of(erlang.resolve("bin/erl")));
        try (Stream<Path> versions = Files.list(erlang)) {
            versions.filter(path -> path.getFileName().toString().startsWith("erts-"))
                    .map(path -> path.resolve("bin/erl")).filter(Files::exists).forEach(scripts::add);
        }
        for (Path script : scripts) {
            if (Files.isSymbolicLink(script)) {
                continue;
            }
            String text = Files.readString(script, StandardCharsets.ISO_8859_1);
            String patched = text.replaceAll("(?m)(?<=^|\\s)ROOTDIR=.+$",
                    Matcher.quoteReplacement("ROOTDIR=\"" + finalPlace.resolve("usr/lib/erlang") + "\""));
            if (patched.equals(text)) {
                throw new Problem("The start script " + script + " does not name Erlang's folder as expected: "
                        + "install RabbitMQ with \"apt-get install rabbitmq-server\" instead.");
            }
            Files.writeString(script, patched, StandardCharsets.ISO_8859_1);
        }
    }
}
