package crm.chassis.imports;

import crm.chassis.problem.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** The body of a request that is stored piece by piece while it is read. */
final class IncomingFile extends FilterInputStream {

    private final UUID id;
    private final FileStore store;
    private final long maxBytes;
    private final MessageDigest digest = sha256();
    private final byte[] piece = new byte[FileStore.PIECE];
    private int filled;
    private int number;
    private long bytes;

    IncomingFile(InputStream body, UUID id, FileStore store, long maxBytes) {
        super(body);
        this.id = id;
        this.store = store;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, Math.min(length, piece.length - filled));
        if (read > 0) {
            bytes += read;
            if (bytes > maxBytes) {
                throw new Problem(413, "too-large", "The request is too large", "A file may have at most " + maxBytes / FileStore.PIECE + " MB.");
            }
            digest.update(target, offset, read);
            System.arraycopy(target, offset, piece, filled, read);
            filled += read;
            if (filled == piece.length) {
                keep();
            }
        }
        return read;
    }

    /** Stores the last piece, once the end was read. */
    void finish() {
        if (filled > 0) {
            keep();
        }
    }

    private void keep() {
        store.store(id, number++, filled == piece.length ? piece.clone() : Arrays.copyOf(piece, filled));
        filled = 0;
    }

    long bytes() {
        return bytes;
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
