package crm.local.cache;

import crm.local.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unpacked distributions, shared by all homes of a user. A folder appears under its name only when it is complete: it is
 * filled under another name and renamed, so an aborted unpack leaves nothing that could be mistaken for a whole one.
 */
public record Distributions(Path directory) {

    private static final int DELETE_ATTEMPTS = 20;
    private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

    /** Fills the folder given; the folder's final place is told for files that must know it. */
    public interface Unpacking {
        void unpack(Path folder, Path finalPlace) throws Exception;
    }

    /** The folder of that name, unpacked now if it is not there; a second launcher waits for the first. */
    public Path get(String name, Unpacking unpacking) throws Exception {
        Path complete = directory.resolve(name);
        if (Files.isDirectory(complete)) {
            return complete;
        }
        Files.createDirectories(directory);
        // A file lock holds against other launchers only; within this one a monitor is needed as well.
        synchronized (MONITORS.computeIfAbsent(complete, path -> new Object())) {
            try (FileChannel channel = FileChannel.open(directory.resolve(name + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock held = channel.lock()) {
                if (!Files.isDirectory(complete)) {
                    requireSpace();
                    Path partial = directory.resolve(name + ".partial");
                    delete(partial);
                    Files.createDirectories(partial);
                    unpacking.unpack(partial, complete);
                    Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
                }
                return complete;
            }
        }
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace() / (1024 * 1024);
        if (free < 1_000) {
            throw new Problem("The disk under " + directory + " has " + free
                    + " MB left and unpacking needs 1000 MB: free some space, or point CRM_CACHE to another disk.");
        }
    }

    /** Deletes a folder, also while a process that is about to end still changes files in it. */
    public static void delete(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                Files.walkFileTree(folder, new Deletion());
            } catch (IOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException incomplete) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
