package crm.local.keycloak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that kc.sh would build. Run without the script, so that the process is the server itself, and so that several
 * homes (configuration and temporary files) can share one unpacked distribution.
 */
final class KeycloakCommand {

    private KeycloakCommand() {
    }

    static List<String> of(Path distribution, Path home, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Start-up dominates here; the later compilers and the parallel collector only pay off under load.
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms64m", "-Xmx384m", "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-Duser.language=en", "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkc.home.dir=" + home, "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Dpicocli.disable.closures=true", "-Dquarkus-log-max-startup-records=10000",
                "-cp", program(distribution).toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(1, jvmOptions);
        command.addAll(arguments);
        return command;
    }

    static Path program(Path distribution) {
        return distribution.resolve("lib/quarkus-run.jar");
    }
}
