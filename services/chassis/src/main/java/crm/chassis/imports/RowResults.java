package crm.chassis.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What became of the rows of an import, row by row. */
@Singleton
class RowResults {

    private static final String INSERT = "insert into import_row (import_id, row_number, outcome, record_id, version, match_key, reason, cells, before)"
            + " select $1, number, outcome, record_id, version, match_key, reason, cells::jsonb, before::jsonb"
            + " from unnest($2::bigint[], $3::text[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[])"
            + " as result (number, outcome, record_id, version, match_key, reason, cells, before)";

    /** So many different values are told; a file where nothing matches would tell all its cells. */
    private static final int MOST_UNMATCHED = 500;

    private static final String UNMATCHED = "insert into import_unmatched as known (import_id, field, value, file_column, suggestion, row_count, taken)"
            + " select $1, field, value, file_column, suggestion, row_count, taken"
            + " from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[])"
            + " as each (field, value, file_column, suggestion, row_count, taken)"
            + " where (select count(*) from import_unmatched where import_id = $1) < " + MOST_UNMATCHED
            + " or exists (select from import_unmatched told where told.import_id = $1 and told.field = each.field and told.value = each.value)"
            + " on conflict (import_id, field, value) do update set row_count = known.row_count + excluded.row_count,"
            + " suggestion = coalesce(known.suggestion, excluded.suggestion), taken = known.taken and excluded.taken";

    private final ObjectMapper json;

    RowResults(ObjectMapper json) {
        this.json = json;
    }

    void add(SqlConnection connection, UUID importId, List<RowResult> results) {
        Waiting.on(connection.preparedQuery(INSERT).execute(Tuple.from(Arrays.asList(importId,
                column(results, RowResult::number, Long[]::new),
                column(results, result -> result.outcome().name(), String[]::new),
                column(results, RowResult::recordId, UUID[]::new),
                column(results, RowResult::version, Long[]::new),
                column(results, RowResult::matchKey, String[]::new),
                column(results, RowResult::reason, String[]::new),
                column(results, result -> result.cells() == null ? null : cells(result.cells()), String[]::new),
                column(results, RowResult::before, String[]::new)))));
    }

    void addUnmatched(SqlConnection connection, UUID importId, List<Unmatched> unmatched) {
        if (unmatched.isEmpty()) {
            return;
        }
        Waiting.on(connection.preparedQuery(UNMATCHED).execute(Tuple.from(Arrays.asList(importId,
                column(unmatched, Unmatched::field, String[]::new),
                column(unmatched, Unmatched::value, String[]::new),
                column(unmatched, Unmatched::column, String[]::new),
                column(unmatched, Unmatched::suggestion, String[]::new),
                column(unmatched, Unmatched::rows, Long[]::new),
                column(unmatched, Unmatched::taken, Boolean[]::new)))));
    }

    private static <T, X> X[] column(List<T> results, Function<T, X> value, java.util.function.IntFunction<X[]> array) {
        return results.stream().map(value).toArray(array);
    }

    /** PostgreSQL keeps no character 0; whoever sent one sees where it was. */
    private String cells(List<String> cells) {
        return json.valueToTree(cells.stream().map(cell -> cell.replace('\0', '\uFFFD')).toList()).toString();
    }

    /**
     * What earlier rows of the file did.
     *
     * @param matchKey what that row was matched by
     * @param recordId the record that it made or changed
     * @param reversible whether the import can already take that record back
     */
    record Earlier(String matchKey, UUID recordId, boolean reversible) {}

    /** Earlier rows with these keys or about these records. */
    List<Earlier> earlier(SqlConnection connection, UUID importId, Collection<String> matchKeys, Collection<UUID> recordIds) {
        if (matchKeys.isEmpty() && recordIds.isEmpty()) {
            return List.of();
        }
        String columns = "select match_key, record_id, outcome = 'CREATED' or before is not null from import_row where import_id = $1 and ";
        String sql = columns + "match_key = any($2) union all " + columns + "record_id = any($3)";
        List<Earlier> earlier = new java.util.ArrayList<>();
        Waiting.on(connection.preparedQuery(sql)
                        .execute(Tuple.of(importId, matchKeys.toArray(String[]::new), recordIds.toArray(UUID[]::new))))
                .forEach(row -> earlier.add(new Earlier(row.getString(0), row.getUUID(1), row.getBoolean(2))));
        return earlier;
    }
}
