package crm.chassis.imports;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Keeps the file of an import in pieces of 1 MB, so that neither a request nor a worker holds it whole. */
@Singleton
class FileStore {

    static final int PIECE = 1024 * 1024;

    private final Pool pool;
    private final Clock clock;

    FileStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void store(UUID id, int number, byte[] content) {
        Waiting.on(pool.preparedQuery("insert into import_chunk (import_id, number, content, created_at) values ($1, $2, $3, $4)")
                .execute(Tuple.of(id, number, Buffer.buffer(content), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))));
    }

    void drop(UUID id) {
        Waiting.on(pool.preparedQuery("delete from import_chunk where import_id = $1").execute(Tuple.of(id)));
    }

    /** The file from its start; {@code beat} runs before each piece. */
    InputStream open(UUID id, Runnable beat) {
        return new InputStream() {
            private byte[] piece = {};
            private int read;
            private int number;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (read == piece.length && !next()) {
                    return -1;
                }
                int count = Math.min(length, piece.length - read);
                System.arraycopy(piece, read, target, offset, count);
                read += count;
                return count;
            }

            private boolean next() {
                beat.run();
                var rows = Waiting.on(pool.preparedQuery("select content from import_chunk where import_id = $1 and number = $2")
                        .execute(Tuple.of(id, number))).iterator();
                if (!rows.hasNext()) {
                    return false;
                }
                piece = rows.next().getBuffer(0).getBytes();
                read = 0;
                number++;
                return piece.length > 0;
            }
        };
    }
}
