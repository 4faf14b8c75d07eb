package crm.chassis.imports;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.RecordType;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the records that are there for the rows of a batch, by the value of one field. */
final class Matches<T extends CrmRecord> {

    private static final int LONGEST_KEY = 200;

    /**
     * A record that is there.
     *
     * @param image its stored row as JSON text
     */
    record Match<T>(T record, String image) {}

    private final RecordType<T> type;
    private final RecordTable<T> table;
    private final Field field;

    Matches(RecordType<T> type, RecordTable<T> table, Field field) {
        this.type = type;
        this.table = table;
        this.field = field;
    }

    /** Whether records can be found by the field. */
    static boolean possible(Field field) {
        return field != null && !field.isPart() && !field.isComputed() && field.type() != FieldType.OBJECT
                && field.type() != FieldType.CUSTOM && field.type() != FieldType.JSON && field.type() != FieldType.LINKS;
    }

    /** What a value is sought by; null for no value. */
    static String sought(Object value) {
        if (value instanceof String[] texts) {
            return texts.length == 0 ? null : texts[0];
        }
        return value == null ? null : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** What makes two rows of a file one: as short as an index wants it. */
    static String key(String sought) {
        String key = sought.toLowerCase(Locale.ROOT);
        try {
            return key.length() <= LONGEST_KEY ? key : "sha256:" + HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Live records by what they were sought by, locked. */
    Map<String, List<Match<T>>> find(SqlConnection connection, Collection<String> sought) {
        if (sought.isEmpty()) {
            return Map.of();
        }
        String sql = "select " + table.columns() + ", to_jsonb(" + type.table() + ")::text, sought.sought_text from unnest($1::text[]) as sought (sought_text) join "
                + type.table() + " on " + condition() + " where archived_at is null order by id for update of " + type.table();
        RowSet<Row> rows = Waiting.on(connection.preparedQuery(sql).execute(Tuple.of(sought.toArray(String[]::new))));
        Map<String, List<Match<T>>> matches = new HashMap<>();
        for (Row row : rows) {
            Match<T> match = new Match<>(table.read(row), row.getString(table.columnCount()));
            matches.computeIfAbsent(row.getString(table.columnCount() + 1), text -> new ArrayList<>()).add(match);
        }
        return matches;
    }

    private String condition() {
        String column = field.sql();
        return switch (field.type()) {
            case TEXT -> "lower(" + column + ") = lower(sought.sought_text)";
            case TEXTS -> column + " @> array[sought.sought_text]";
            case REFERENCE -> column + " = sought.sought_text::uuid";
            case INTEGER -> column + " = sought.sought_text::bigint";
            case DECIMAL -> column + " = sought.sought_text::numeric";
            case BOOLEAN -> column + " = sought.sought_text::boolean";
            case DATE -> column + " = sought.sought_text::date";
            case INSTANT -> column + " = sought.sought_text::timestamptz";
            default -> column + " = sought.sought_text";
        };
    }
}
