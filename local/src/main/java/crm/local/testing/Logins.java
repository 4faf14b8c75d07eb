package crm.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Lets one person's password be shown to Keycloak at a time by all tests of this user of the machine. Keycloak guards passwords
 * against guessing, and refuses somebody who logs in twice at the same moment, as modules that are tested side by side do.
 */
public final class Logins {

    private static final Path TURN = Path.of(System.getProperty("java.io.tmpdir"), "crm-logins-of-tests-" + System.getProperty("user.name"));

    private Logins() {}

    public static synchronized <T> T alone(Supplier<T> login) {
        try (FileChannel file = FileChannel.open(TURN, StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock turn = file.lock()) {
            assert turn.isValid();
            return login.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
