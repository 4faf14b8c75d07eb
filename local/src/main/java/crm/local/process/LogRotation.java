package crm.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Bounds the logs: a file that has grown too long is copied to {@code .1} and cut, under the hands of its writer. */
public record LogRotation(Path folder, long maximumBytes) {

    public static LogRotation of(Path folder) {
        return new LogRotation(folder, 10L * 1024 * 1024);
    }

    public void rotate() throws IOException {
        for (Path log : logs()) {
            if (Files.size(log) > maximumBytes) {
                Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }
}
