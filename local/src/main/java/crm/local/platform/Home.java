package crm.local.platform;

import crm.local.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all data of one platform; nobody else on the machine may look into it. */
public record Home(Path path) {

    private static final long NEEDED_MEGABYTES = 1_500;

    public Path data(String part) {
        return inside(part);
    }

    public Path logs() {
        return inside("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Pid records, the status page and the wishes of ./crm stop and start. */
    public Path run() {
        return inside("run");
    }

    public Credentials credentials() {
        return new Credentials(directory(path).resolve("credentials.properties"));
    }

    /** @throws Problem when the disk has too little room to start, or the folder cannot be written */
    public void requireSpace() {
        directory(path);
        try {
            long free = Files.getFileStore(path).getUsableSpace() / (1024 * 1024);
            if (free < NEEDED_MEGABYTES) {
                throw new Problem("The disk under " + path + " has " + free + " MB left and the platform needs "
                        + NEEDED_MEGABYTES + " MB: free some space, or point CRM_HOME to another disk.");
            }
        } catch (IOException e) {
            throw new Problem("The free space under " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Path inside(String folder) {
        return directory(directory(path).resolve(folder));
    }

    private static Path directory(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return directory;
        } catch (java.nio.file.FileAlreadyExistsException madeMeanwhile) {
            return directory;
        } catch (IOException e) {
            throw new Problem("The folder " + directory + " cannot be made (" + e.getMessage()
                    + "): choose a writable place with CRM_HOME.", e);
        }
    }
}
