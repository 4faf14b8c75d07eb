package crm.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the JVM learned of a program's classes in one run, so that later ones start with less work (JEP 350). It is written when the
 * program ends in order, and only good for the same JVM and the same files: the JVM passes over one that does not fit.
 */
public final class ClassArchive {

    /** How long a program may take to end: writing the archive is several seconds of a core. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private final Path program;
    private final Path kept;
    private final Path made;

    /** @param folder is there, and only written by who may write the program, since a JVM believes what stands in an archive */
    public ClassArchive(Path program, Path folder) {
        this.program = program;
        this.kept = folder.resolve("classes-" + Runtime.version() + ".jsa");
        this.made = kept.resolveSibling(kept.getFileName() + "." + ProcessHandle.current().pid());
    }

    /** How to start the program: with what is kept of it, or so that it leaves something to {@link #keep}. */
    public List<String> options() {
        List<String> options = new ArrayList<>(QUIET);
        options.add(fits() ? "-XX:SharedArchiveFile=" + kept : "-XX:ArchiveClassesAtExit=" + made);
        return options;
    }

    /** To be called when the program has ended. An archive that it could not finish, killed or for lack of room, is thrown away. */
    public void keep(int exitCode) {
        try {
            if (Signals.inOrder(exitCode) && Files.exists(made)) {
                Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(made);
        } catch (IOException e) {
            // Without an archive the next start takes longer, and tries again.
        }
    }

    private boolean fits() {
        try {
            return Files.exists(kept) && changed(kept).compareTo(changed(program)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileTime changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }
}
