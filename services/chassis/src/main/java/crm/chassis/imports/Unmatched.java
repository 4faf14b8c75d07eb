package crm.chassis.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the file that is not known here; a mapping such as {@code {"column":{"field":…,"values":{"value":"suggestion"}}}}
 * sets all its rows right.
 *
 * @param suggestion what was probably meant; null where nothing is like it
 * @param rows how many rows have it
 * @param taken whether the value was taken as it stands in the file, as free text is; else its rows failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Unmatched(String column, String field, String value, String suggestion, long rows, boolean taken) {

    private static final int LONGEST = 200;

    private record Key(String field, String value) {}

    static Unmatched of(ImportColumn column, List<String> header, String value, String suggestion, boolean taken) {
        String text = value.strip();
        return new Unmatched(header.get(column.index()), column.field().path(), text.length() <= LONGEST ? text : text.substring(0, LONGEST),
                suggestion, 1, taken);
    }

    /** Each value once, with the number of its rows. */
    static List<Unmatched> counted(Collection<Unmatched> each) {
        Map<Key, Unmatched> counted = new LinkedHashMap<>();
        each.forEach(one -> counted.merge(new Key(one.field, one.value), one, (left, right) ->
                new Unmatched(left.column, left.field, left.value, left.suggestion, left.rows + right.rows, left.taken && right.taken)));
        return new ArrayList<>(counted.values());
    }
}
