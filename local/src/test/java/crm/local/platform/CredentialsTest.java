package crm.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    private Path folder;

    @Test
    void aPasswordIsRandomAndStaysTheSame() {
        Path file = folder.resolve("credentials.properties");
        String first = new Credentials(file).password("rabbitmq");

        assertThat(first).matches("[0-9a-f]{40}");
        assertThat(new Credentials(file).password("rabbitmq")).isEqualTo(first);
        assertThat(new Credentials(file).password("postgresql")).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerCanReadThem() throws Exception {
        Path file = folder.resolve("credentials.properties");
        new Credentials(file).password("rabbitmq");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void theHomeIsClosedToOthers() throws Exception {
        Home home = new Home(folder.resolve("home"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.run().getParent()))).isEqualTo("rwx------");
    }
}
