package crm.chassis.list;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.util.List;

/**
 * What a list is asked for, as the query parameters say it; blank means not given.
 *
 * @param filter RSQL
 * @param q words that each have to occur in the searched text
 * @param sort fields, {@code -} before a name for descending
 * @param limit records on a page, 1 to 200
 * @param cursor where the page before ended
 * @param fields fields to show; id and version always come
 * @param count whether to count all that match
 */
public record ListRequest(String filter, String q, String sort, int limit, String cursor, String fields, boolean count) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public ListRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            String detail = "limit has to be between 1 and " + MAX_LIMIT + ".";
            throw Problem.malformed(detail, new FieldError("limit", detail));
        }
        sort = sort == null || sort.isBlank() ? Sort.DEFAULT : sort;
        cursor = cursor == null || cursor.isBlank() ? null : cursor;
    }

    static List<String> names(String list) {
        return list == null || list.isBlank() ? List.of() : List.of(list.split("\\s*,\\s*"));
    }
}
