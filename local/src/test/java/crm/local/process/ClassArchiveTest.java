package crm.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    private static final int KILLED = 128 + 9;
    private static final String FROM_ARCHIVE = Hello.class.getName() + " source: shared objects file (top)";

    @TempDir
    Path folder;

    @Test
    void whatOneRunLearnedIsUsedByTheNext() throws Exception {
        ClassArchive archive = new ClassArchive(program(), folder);

        assertThat(run(archive)).as("the first run finds nothing to start from").contains("Hello").doesNotContain(FROM_ARCHIVE);
        List<Path> kept = archives();
        assertThat(kept).as("and leaves something").hasSize(1);
        assertThat(run(archive)).as("the second run takes its class from there").contains(FROM_ARCHIVE);
        assertThat(archives()).isEqualTo(kept);
    }

    @Test
    void whatAKilledProgramLeftIsThrownAway() throws Exception {
        ClassArchive archive = new ClassArchive(program(), folder);
        start(archive);

        archive.keep(KILLED);

        assertThat(archives()).isEmpty();
        assertThat(archive.options()).anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));
    }

    @Test
    void aProgramBuiltAnewIsLearnedAnew() throws Exception {
        Path program = program();
        ClassArchive archive = new ClassArchive(program, folder);
        run(archive);
        Path kept = archives().get(0);

        Files.setLastModifiedTime(program, FileTime.fromMillis(Files.getLastModifiedTime(kept).toMillis() + 1));

        assertThat(archive.options()).anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));
    }

    private String run(ClassArchive archive) throws Exception {
        Started started = start(archive);
        archive.keep(started.exitCode);
        return started.said;
    }

    private Started start(ClassArchive archive) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xlog:class+load"));
        command.addAll(archive.options());
        command.addAll(List.of("-cp", folder.resolve("program.jar").toString(), Hello.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        return new Started(process.waitFor(), said);
    }

    private Path program() throws IOException {
        Path jar = folder.resolve("program.jar");
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); InputStream in = Hello.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".jsa")).toList();
        }
    }

    private record Started(int exitCode, String said) {
    }

    /** The program. */
    public static final class Hello {

        public static void main(String[] arguments) {
            System.out.println("Hello");
        }
    }
}
