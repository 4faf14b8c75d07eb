package crm.chassis.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.SqlValues;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of a record type, written and read in batches past Hibernate, which would take ten times as long. */
final class RecordTable<T extends CrmRecord> {

    private static final Set<String> NEVER_UPDATED = Set.of("id", "createdAt", "createdBy");

    private final RecordType<T> type;
    private final ObjectMapper json;
    private final List<Field> stored;
    private final List<Field> updated;
    private final String insert;
    private final String update;

    RecordTable(RecordType<T> type, ObjectMapper json) {
        this.type = type;
        this.json = json;
        stored = type.stored();
        updated = stored.stream().filter(field -> !NEVER_UPDATED.contains(field.name())).toList();
        insert = "insert into " + type.table() + " (" + stored.stream().map(Field::sql).collect(Collectors.joining(", ")) + ") select "
                + IntStream.range(0, stored.size()).mapToObj(i -> Column.of(stored.get(i)).read("v" + i)).collect(Collectors.joining(", "))
                + " from unnest(" + IntStream.range(0, stored.size()).mapToObj(i -> "$" + (i + 1) + "::" + Column.of(stored.get(i)).sent() + "[]").collect(Collectors.joining(", "))
                + ") as record (" + IntStream.range(0, stored.size()).mapToObj(i -> "v" + i).collect(Collectors.joining(", ")) + ")";
        update = "update " + type.table() + " set (" + updated.stream().map(Field::sql).collect(Collectors.joining(", ")) + ") = row("
                + numbered(3, updated.size()) + ") where id = $1 and version = $2";
    }

    private static String numbered(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "$" + i).collect(Collectors.joining(", "));
    }

    /** The select list that {@link #read} understands. */
    String columns() {
        return RecordQueries.columns(stored);
    }

    int columnCount() {
        return stored.size();
    }

    T read(Row row) {
        T record = type.create();
        for (int i = 0; i < stored.size(); i++) {
            type.set(record, stored.get(i), value(stored.get(i), row, i));
        }
        return record;
    }

    /** Writes new records with one statement that gets each column as an array, a fraction of the work of a statement for each. */
    void insert(SqlConnection connection, List<T> records) {
        if (!records.isEmpty()) {
            List<Object> columns = new ArrayList<>(stored.size());
            stored.forEach(field -> columns.add(Column.of(field).array(records.stream().map(record -> type.get(record, field)).toList(), json)));
            Waiting.on(connection.preparedQuery(insert).execute(Tuple.from(columns)));
        }
    }

    /**
     * Writes records whose version has already grown by one.
     *
     * @throws IllegalStateException where a row is not there in the version before; rows are locked, so this is no race
     */
    void update(SqlConnection connection, List<T> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Tuple> rows = new ArrayList<>();
        for (T record : records) {
            List<Object> values = new ArrayList<>(updated.size() + 2);
            values.add(record.id);
            values.add(record.version - 1);
            rows.add(Tuple.from(values(record, updated, values)));
        }
        for (RowSet<Row> result = Waiting.on(connection.preparedQuery(update).executeBatch(rows)); result != null; result = result.next()) {
            if (result.rowCount() != 1) {
                throw new IllegalStateException("a locked " + type.name() + " was changed");
            }
        }
    }

    /** Records by id, locked in the order of their ids, each in the version that is stored. */
    List<T> locked(SqlConnection connection, List<UUID> ids) {
        return read(Waiting.on(connection.preparedQuery("select " + columns() + " from " + type.table() + " where id = any($1) order by id for update")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))));
    }

    List<T> read(RowSet<Row> rows) {
        List<T> records = new ArrayList<>();
        rows.forEach(row -> records.add(read(row)));
        return records;
    }

    private List<Object> values(T record, List<Field> fields, List<Object> values) {
        for (Field field : fields) {
            values.add(SqlValues.stored(field, type.get(record, field), json));
        }
        return values;
    }

    private Object value(Field field, Row row, int column) {
        return switch (field.type()) {
            case TEXT -> row.getString(column);
            case INTEGER -> row.getLong(column);
            case DECIMAL -> row.getBigDecimal(column);
            case BOOLEAN -> row.getBoolean(column);
            case DATE -> row.getLocalDate(column);
            case INSTANT -> {
                OffsetDateTime moment = row.getOffsetDateTime(column);
                yield moment == null ? null : moment.toInstant();
            }
            case ENUM -> constant(field, row.getString(column));
            case REFERENCE -> row.getUUID(column);
            case TEXTS, LINKS -> row.getArrayOfStrings(column);
            case OBJECT, CUSTOM, JSON -> tree(field, row.getString(column));
        };
    }

    private static Object constant(Field field, String name) {
        for (Enum<?> constant : field.enumType().getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private Object tree(Field field, String text) {
        try {
            return text == null ? null : json.readValue(text, json.constructType(declared(field).getGenericType()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Quarkus hides the public fields of entities behind accessors, so that they are found where they are declared alone. */
    private java.lang.reflect.Field declared(Field field) {
        for (Class<?> owner = type.entity(); owner != null; owner = owner.getSuperclass()) {
            for (java.lang.reflect.Field candidate : owner.getDeclaredFields()) {
                if (candidate.getName().equals(field.name())) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException(type.entity() + " has no field " + field.name());
    }
}
