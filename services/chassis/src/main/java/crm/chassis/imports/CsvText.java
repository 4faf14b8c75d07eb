package crm.chassis.imports;

import crm.chassis.problem.Problem;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text of RFC 4180, separated by commas, semicolons or tabs, whichever its header has most of. Blank lines count as
 * rows of a spreadsheet do and are passed over.
 */
public final class CsvText implements Closeable {

    static final int MAX_COLUMNS = 500;

    private static final int MAX_HEADER = 64 * 1024;
    private static final int MAX_CELL = 1_000_000;
    private static final int MAX_RECORD = 8_000_000;
    private static final String DELIMITERS = ",;\t";

    private final Reader text;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long number;

    private CsvText(Reader text, char delimiter) {
        this.text = text;
        records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .ignoreDifferentFieldCount(true)
                .skipEmptyLines(false)
                .build(CsvRecordHandler.of(limits -> limits.maxFields(2 * MAX_COLUMNS).maxFieldSize(MAX_CELL).maxRecordSize(MAX_RECORD)), text)
                .iterator();
        SourceRow first = next();
        header = first == null ? List.of() : first.cells().stream().map(String::strip).toList();
    }

    /** @throws Problem 400 where there is no header that names each column once */
    public static CsvText open(Reader reader) throws IOException {
        BufferedReader text = new BufferedReader(reader, MAX_HEADER);
        char delimiter = delimiter(text);
        CsvText csv = new CsvText(new QuoteWatch(text, delimiter), delimiter);
        csv.checkHeader();
        return csv;
    }

    private static char delimiter(BufferedReader text) throws IOException {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean blank = true;
        text.mark(MAX_HEADER);
        for (int i = 0; i < MAX_HEADER - 1; i++) {
            int c = text.read();
            if (c < 0 || (c == '\n' || c == '\r') && !quoted && !blank) {
                break;
            }
            blank &= c == '\n' || c == '\r';
            quoted ^= c == '"';
            int delimiter = DELIMITERS.indexOf(c);
            if (delimiter >= 0 && !quoted) {
                counts[delimiter]++;
            }
        }
        text.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }

    private void checkHeader() {
        if (header.stream().allMatch(String::isEmpty)) {
            throw Problem.malformed("The file is empty. Its first row has to name the columns.");
        }
        if (header.size() > MAX_COLUMNS) {
            throw Problem.malformed("The file may have at most " + MAX_COLUMNS + " columns.");
        }
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (name.indexOf('\0') >= 0) {
                throw Problem.malformed("The header contains a character that text cannot have. Is this a CSV file?");
            }
            if (!name.isEmpty() && !names.add(name)) {
                throw Problem.malformed("The header names two columns \"" + ImportColumn.shortened(name) + "\". Each column needs a name of its own.");
            }
        }
    }

    /** Names of the columns, stripped; a column may be without a name and is left out then. */
    public List<String> header() {
        return header;
    }

    /** The next row that is not blank; null at the end. */
    public SourceRow next() {
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                number++;
                if (record.getFieldCount() > 1 || !record.getField(0).isBlank()) {
                    return new SourceRow(number, record.getFields());
                }
            }
            return null;
        } catch (CsvParseException failure) {
            // the parser wraps what the reader below it throws
            Throwable cause = failure;
            while (cause instanceof CsvParseException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof RuntimeException other && !(cause instanceof CsvParseException)) {
                throw other;
            }
            throw Problem.malformed("Row " + (number + 1) + " is not a row of CSV: it has more than " + 2 * MAX_COLUMNS + " cells, or a cell of more than "
                    + MAX_CELL + " characters. Is a quote never closed there?");
        }
    }

    /** Passes over all rows up to a number, that one included. */
    void skipThrough(long last) {
        while (number < last && next() != null) {
            // what was dealt with before is only read past
        }
    }

    /** Rows for one batch: at most {@code rows} of them and about {@code characters} in all. */
    List<SourceRow> next(int rows, int characters) {
        List<SourceRow> batch = new ArrayList<>();
        int size = 0;
        while (batch.size() < rows && size < characters) {
            SourceRow row = next();
            if (row == null) {
                break;
            }
            batch.add(row);
            size += row.size();
        }
        return batch;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
