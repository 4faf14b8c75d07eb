package crm.chassis.imports;

import crm.chassis.problem.Problem;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses a file whose last quote is never closed: all rows after it would be one cell. */
final class QuoteWatch extends FilterReader {

    private enum State { AT_START, PLAIN, QUOTED, QUOTE_IN_QUOTED }

    private final char delimiter;
    private State state = State.AT_START;
    private long line = 1;
    private long opened;

    QuoteWatch(Reader in, char delimiter) {
        super(in);
        this.delimiter = delimiter;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        for (int i = 0; i < read; i++) {
            see(target[offset + i]);
        }
        if (read < 0 && state == State.QUOTED) {
            throw Problem.malformed("The quote that opens in line " + opened + " is never closed.");
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    private void see(char c) {
        if (c == '\n') {
            line++;
        }
        boolean ends = c == delimiter || c == '\n' || c == '\r';
        state = switch (state) {
            case AT_START -> c == '"' ? open() : ends ? State.AT_START : State.PLAIN;
            case PLAIN -> ends ? State.AT_START : State.PLAIN;
            case QUOTED -> c == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
            case QUOTE_IN_QUOTED -> c == '"' ? State.QUOTED : ends ? State.AT_START : State.PLAIN;
        };
    }

    private State open() {
        opened = line;
        return State.QUOTED;
    }
}
