package crm.local.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionsTest {

    @TempDir
    private Path folder;

    @Test
    void anAbortedUnpackIsNotTakenForAWholeOne() throws Exception {
        Distributions distributions = new Distributions(folder);
        assertThatThrownBy(() -> distributions.get("server", (partial, place) -> {
            Files.writeString(partial.resolve("half"), "");
            throw new IOException("the connection broke");
        })).hasMessage("the connection broke");

        Path server = distributions.get("server", (partial, place) -> Files.writeString(partial.resolve("whole"), place.toString()));

        assertThat(server.resolve("half")).doesNotExist();
        assertThat(server.resolve("whole")).hasContent(folder.resolve("server").toString());
    }

    @Test
    void twoAtOnceUnpackOnce() {
        AtomicInteger unpacked = new AtomicInteger();
        Runnable get = () -> {
            try {
                new Distributions(folder).get("server", (partial, place) -> unpacked.incrementAndGet());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        CompletableFuture.allOf(CompletableFuture.runAsync(get), CompletableFuture.runAsync(get), CompletableFuture.runAsync(get)).join();

        assertThat(unpacked).hasValue(1);
    }
}
