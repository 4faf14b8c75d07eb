package crm.chassis.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.export.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The rows that failed, as a file that can be corrected and imported again: the columns as they came, row and reason. */
@Singleton
public class ImportErrors {

    private static final int PAGE = 1_000;
    private static final List<String> ADDED = List.of("import row", "import reason");

    private final Pool pool;
    private final ObjectMapper json;

    ImportErrors(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The file in pieces, the header first; read page by page as fast as the caller takes it. */
    public Multi<byte[]> csv(UUID importId) {
        AtomicLong last = new AtomicLong();
        return Multi.createBy().concatenating().streams(
                header(importId).toMulti(),
                Multi.createBy().repeating().uni(() -> page(importId, last.get()))
                        .whilst(rows -> rows.size() == PAGE)
                        .filter(rows -> rows.size() > 0)
                        .map(rows -> lines(rows, last)));
    }

    private Uni<byte[]> header(UUID importId) {
        return pool.preparedQuery("select header::text from import_job where id = $1").execute(Tuple.of(importId))
                .map(rows -> line(cells(rows.iterator().next().getString(0)), ADDED));
    }

    private Uni<RowSet<Row>> page(UUID importId, long after) {
        return pool.preparedQuery("select row_number, reason, cells::text from import_row where import_id = $1 and row_number > $2 and outcome = 'FAILED'"
                + " order by row_number limit " + PAGE).execute(Tuple.of(importId, after));
    }

    private byte[] lines(RowSet<Row> rows, AtomicLong last) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = writer(text)) {
            for (Row row : rows) {
                last.set(row.getLong(0));
                write(writer, cells(row.getString(2)), List.of(row.getLong(0).toString(), row.getString(1)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] line(List<String> cells, List<String> added) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = writer(text)) {
            write(writer, cells, added);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static CsvWriter writer(StringWriter text) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    }

    private static void write(CsvWriter writer, List<String> cells, List<String> added) {
        List<String> line = new ArrayList<>(cells);
        line.addAll(added);
        writer.writeRecord(line.stream().map(FormulaGuard::guarded).toList());
    }

    private List<String> cells(String array) {
        try {
            List<String> cells = new ArrayList<>();
            for (JsonNode cell : json.readTree(array)) {
                cells.add(cell.textValue());
            }
            return cells;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
