package crm.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {

    @TempDir
    private Path folder;

    @Test
    void aLogThatGrewTooLongIsPutAsideAndCut() throws Exception {
        Path log = Files.writeString(folder.resolve("leads.log"), "x".repeat(2_000));
        Files.writeString(folder.resolve("cases.log"), "short");

        new LogRotation(folder, 1_000).rotate();

        assertThat(log).isEmptyFile();
        assertThat(folder.resolve("leads.log.1")).hasSize(2_000);
        assertThat(folder.resolve("cases.log")).hasContent("short");
        assertThat(folder.resolve("cases.log.1")).doesNotExist();
    }

    @Test
    void theEndOfALogIsItsLastLines() throws Exception {
        Path log = Files.writeString(folder.resolve("leads.log"), "one\ntwo\nthree\n");

        assertThat(LogTail.last(log, 2)).isEqualTo("two\nthree");
        assertThat(LogTail.last(folder.resolve("none.log"), 2)).isEqualTo("(no log)");
    }
}
