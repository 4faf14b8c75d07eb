package crm.chassis.imports;

import crm.chassis.record.RecordType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Asks the records that are here what a field usually has, for fields of which no list can tell. */
@Singleton
class UsualValues {

    /** So many records have the same by no slip of the finger. */
    private static final int MANY = 20;
    private static final int MOST_VALUES = 200;

    private final Pool pool;

    UsualValues(Pool pool) {
        this.pool = pool;
    }

    /** The columns with the spelling of what many records have. Waits for the database. */
    List<ImportColumn> known(RecordType<?> type, List<ImportColumn> columns) {
        return columns.stream().map(column -> column.field().isUsuallyAsOthers() ? column.spelled(Spelling.of(column.field(), of(type, column))) : column).toList();
    }

    /** What most have comes first, each as it is mostly written. */
    private List<String> of(RecordType<?> type, ImportColumn column) {
        String value = column.field().sql();
        List<String> values = new ArrayList<>();
        Waiting.on(pool.query("select mode() within group (order by " + value + ") from " + type.table() + " where archived_at is null and " + value + " <> ''"
                + " group by lower(" + value + ") having count(*) >= " + MANY + " order by count(*) desc, 1 limit " + MOST_VALUES).execute())
                .forEach(row -> values.add(row.getString(0)));
        return values;
    }
}
