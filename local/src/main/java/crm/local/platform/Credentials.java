package crm.local.platform;

import crm.local.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Random passwords of this platform, made at first use and kept in a file that only its owner can read. */
public final class Credentials {

    private final Path file;

    public Credentials(Path file) {
        this.file = file;
    }

    /** The password kept under this name; 40 hexadecimal digits, the same at each start. */
    public synchronized String password(String name) {
        Properties known = read();
        String password = known.getProperty(name);
        if (password == null) {
            byte[] random = new byte[20];
            new SecureRandom().nextBytes(random);
            password = HexFormat.of().formatHex(random);
            known.setProperty(name, password);
            write(known);
        }
        return password;
    }

    private Properties read() {
        Properties properties = new Properties();
        try {
            if (Files.exists(file)) {
                properties.load(new StringReader(Files.readString(file)));
            }
            return properties;
        } catch (IOException e) {
            throw new Problem("The passwords in " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void write(Properties properties) {
        try {
            StringWriter text = new StringWriter();
            properties.store(text, "Random passwords of this platform");
            Path fresh = Files.createTempFile(file.getParent(), "credentials", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Problem("The passwords in " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
