package crm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever measures before anything runs is told so in one sentence. */
class WithoutPlatformTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", "--company", "--propagation"})
    void saysThatNothingRuns(String mode) throws Exception {
        assertThat(said(Stream.of(mode).filter(word -> !word.isEmpty()).toList())).isEqualTo("Nothing runs here: ./crm up first\n1");
    }

    @Test
    void isNotFooledByTheNotesOfPartsThatAreGone() throws Exception {
        Process over = new ProcessBuilder(java(), "-version").redirectErrorStream(true).redirectOutput(home.resolve("over").toFile()).start();
        over.waitFor();
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/leads.pid"), over.pid() + " 0");
        assertThat(said(List.of())).isEqualTo("Nothing runs here: ./crm up first\n1");
    }

    /** All that the program prints, and how it ends. */
    private String said(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path"), "crm.bench.Main"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CRM_ROOT", home.toString());
        builder.environment().put("CRM_HOME", home.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return printed + process.waitFor();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
