package crm.chassis.imports;

import crm.chassis.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Decodes strictly: bytes that are no text of the charset are refused with their line, nothing is replaced. */
public final class DecodingReader extends Reader {

    private static final int BUFFER = 32 * 1024;

    private final InputStream source;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private long line = 1;
    private boolean atStart = true;
    private boolean exhausted;
    private boolean done;

    public DecodingReader(InputStream source, Charset charset) {
        this.source = source;
        this.charset = charset;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (!done && chars.position() == 0) {
            decode(chars);
            dropByteOrderMark(chars);
        }
        if (chars.position() == 0) {
            return -1;
        }
        for (int i = 0; i < chars.position(); i++) {
            if (chars.get(i) == '\n') {
                line++;
            }
        }
        return chars.position();
    }

    private void decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, exhausted);
        if (result.isError()) {
            refuse(chars);
        }
        if (result.isUnderflow()) {
            if (exhausted) {
                done = decoder.flush(chars).isUnderflow();
            } else {
                fill();
            }
        } else if (chars.position() == 0) {
            throw new IOException("a character that does not fit into the buffer");
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            exhausted = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private void dropByteOrderMark(CharBuffer chars) {
        if (atStart && chars.position() > 0) {
            atStart = false;
            if (chars.get(0) == '\uFEFF') {
                int rest = chars.position() - 1;
                for (int i = 0; i < rest; i++) {
                    chars.put(i, chars.get(i + 1));
                }
                chars.position(rest);
            }
        }
    }

    private void refuse(CharBuffer chars) {
        for (int i = 0; i < chars.position(); i++) {
            if (chars.get(i) == '\n') {
                line++;
            }
        }
        throw Problem.malformed("Line " + line + " is not text in " + charset.name()
                + ". State the charset of the file, as in Content-Type: text/csv; charset=windows-1252.");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
