package crm.chassis.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.RecordJson;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Gives out a collection as one file of any size: a cursor in one snapshot of the database, read as fast as the caller
 * takes it, so that a thousand rows at most are held. Rows and values are those that the caller may see.
 */
@Singleton
public class Exports {

    private static final int PAGE = 1_000;
    private static final String MASK = "***";

    private final Pool pool;
    private final RecordQueries queries;
    private final RecordJson recordJson;
    private final ObjectMapper json;
    private final Semaphore places;

    Exports(Pool pool, RecordQueries queries, RecordJson recordJson, ObjectMapper json,
            @ConfigProperty(name = "crm.export.at-once", defaultValue = "4") int atOnce) {
        this.pool = pool;
        this.queries = queries;
        this.recordJson = recordJson;
        this.json = json;
        places = new Semaphore(atOnce);
    }

    /** The form of an export: {@code csv}, or {@code json} for one JSON object a line. */
    private enum Format {
        CSV("text/csv; charset=UTF-8", "csv"),
        JSON("application/x-ndjson", "ndjson");

        private final String mediaType;
        private final String ending;

        Format(String mediaType, String ending) {
            this.mediaType = mediaType;
            this.ending = ending;
        }

        static Format of(String name) {
            if (name == null || name.isBlank() || name.equals("csv")) {
                return CSV;
            }
            if (name.equals("json") || name.equals("ndjson")) {
                return JSON;
            }
            String detail = "An export comes as csv or json.";
            throw Problem.malformed(detail, new FieldError("format", detail));
        }
    }

    /**
     * The file as an answer with its type and name.
     *
     * @return fails with 503 where as many exports run as the service has places for
     * @throws Problem 400 where a parameter does not fit
     */
    public RestMulti<byte[]> of(RecordType<?> type, String format, String filter, String q, String sort, String fields, Me me) {
        Format form = Format.of(format);
        List<Field> shown = RecordQueries.shown(type, fields);
        List<Field> columns = form == Format.CSV ? flat(shown) : shown;
        Parameters parameters = new Parameters();
        String sql = queries.all(type, columns, filter, q, sort, me, parameters);
        Multi<byte[]> pages = rows(sql, parameters.tuple()).map(rows -> form == Format.CSV ? csv(columns, rows, me) : lines(columns, rows, me));
        Multi<byte[]> file = form == Format.CSV
                ? Multi.createBy().concatenating().streams(Multi.createFrom().item(() -> header(columns)), pages)
                : pages;
        return RestMulti.fromMultiData(bounded(file))
                .header("Content-Type", form.mediaType)
                .header("Content-Disposition", "attachment; filename=\"" + type.collection() + "." + form.ending + "\"")
                .build();
    }

    /** An open export holds a connection, so there are a few places for them and no queue. */
    private Multi<byte[]> bounded(Multi<byte[]> file) {
        return Multi.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw Problem.unavailable("Several exports are running. Try again when one has finished.", 10);
            }
            AtomicBoolean held = new AtomicBoolean(true);
            return file.onTermination().invoke(() -> {
                if (held.getAndSet(false)) {
                    places.release();
                }
            });
        });
    }

    /** Objects part by part, as {@code address.city}. */
    private static List<Field> flat(List<Field> fields) {
        return fields.stream()
                .flatMap(field -> field.type() == FieldType.OBJECT ? field.parts().stream() : Stream.of(field))
                .toList();
    }

    private Multi<RowSet<Row>> rows(String sql, Tuple parameters) {
        return Multi.createFrom().resourceFromUni(pool::getConnection, connection -> snapshot(connection)
                        .chain(() -> connection.prepare(sql))
                        .map(statement -> statement.cursor(parameters))
                        .onItem().transformToMulti(Exports::read))
                .withFinalizer(Exports::close);
    }

    /** A caller who stops reading loses the snapshot after a minute, so that the database need not keep it. */
    private static Uni<Void> snapshot(SqlConnection connection) {
        return connection.query("begin transaction isolation level repeatable read read only").execute()
                .chain(() -> connection.query("set local idle_in_transaction_session_timeout = '60s'").execute())
                .replaceWithVoid();
    }

    private static Multi<RowSet<Row>> read(Cursor cursor) {
        return Multi.createBy().repeating().uni(() -> cursor.read(PAGE)).whilst(rows -> cursor.hasMore())
                .filter(rows -> rows.size() > 0);
    }

    private static Uni<Void> close(SqlConnection connection) {
        return connection.query("rollback").execute().replaceWithVoid()
                .onFailure().recoverWithNull()
                .chain(connection::close);
    }

    private static byte[] header(List<Field> columns) {
        return text(writer -> writer.writeRecord(columns.stream().map(Field::path).toList()));
    }

    private byte[] csv(List<Field> columns, RowSet<Row> rows, Me me) {
        return text(writer -> {
            List<String> cells = new ArrayList<>(columns.size());
            for (Row row : rows) {
                cells.clear();
                for (int i = 0; i < columns.size(); i++) {
                    Object value = row.getValue(i);
                    Field field = columns.get(i);
                    boolean readable = field.readableWith(me.roles()) && (!field.isPart() || field.parent().readableWith(me.roles()));
                    cells.add(value == null ? "" : readable ? FormulaGuard.guarded(cell(field, value, me)) : MASK);
                }
                writer.writeRecord(cells);
            }
        });
    }

    private String cell(Field field, Object value, Me me) {
        if (field.type() == FieldType.CUSTOM && field.own().hides(me.roles())) {
            try {
                return recordJson.masked(field, value.toString(), me.roles());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.toInstant().toString();
        }
        if (value instanceof String[] texts) {
            return ListCells.cell(texts, json);
        }
        if (value instanceof Number number && field.type() == FieldType.DECIMAL) {
            BigDecimal decimal = new BigDecimal(number.toString());
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return field.type() == FieldType.CUSTOM && value.equals("{}") ? "" : value.toString();
    }

    private byte[] lines(List<Field> columns, RowSet<Row> rows, Me me) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(64 * 1024);
        for (Row row : rows) {
            lines.writeBytes(recordJson.write(generator -> recordJson.row(generator, columns, row, me.roles())));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static byte[] text(java.util.function.Consumer<CsvWriter> content) {
        StringWriter text = new StringWriter(64 * 1024);
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            content.accept(writer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
