package crm.local.service;

import crm.local.process.ClassArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How services' JVMs are started on one machine: small, and quick to be there. CRM_JAVA_OPTS chooses otherwise. */
public final class Jvm {

    /**
     * The first compiler alone and the serial collector cut the work of starting by more than a third and memory besides, at
     * the price of steady speed; measure with CRM_JAVA_OPTS="-XX:+UseSerialGC" for instance.
     */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final List<String> ALWAYS = List.of("-Xms32m", "-Xmx320m", "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final List<String> options;

    public Jvm(Optional<String> chosen) {
        List<String> all = new ArrayList<>(ALWAYS);
        all.addAll(chosen.map(text -> List.of(text.trim().split("\\s+"))).orElse(QUICK_START));
        this.options = all;
    }

    List<String> command(Path jar, ClassArchive archive) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(archive.options());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
