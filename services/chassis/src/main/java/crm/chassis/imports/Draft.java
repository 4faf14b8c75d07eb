package crm.chassis.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.record.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a row says, before it is a record: values of fields, names of other records, or all reasons why it cannot be. */
final class Draft {

    final SourceRow row;
    final Map<Field, Object> values = new LinkedHashMap<>();
    /** References that are still names. */
    final Map<ImportColumn, String> names = new LinkedHashMap<>();
    /** What the row is matched by; null for nothing. */
    String sought;
    final List<Unmatched> unmatched = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    private Draft(SourceRow row) {
        this.row = row;
    }

    static Draft of(SourceRow row, int width, List<ImportColumn> columns, List<String> header, ObjectMapper json) {
        Draft draft = new Draft(row);
        if (draft.hasWidth(width)) {
            columns.forEach(column -> draft.read(column, header, json));
        }
        return draft;
    }

    private boolean hasWidth(int width) {
        boolean more = row.cells().size() > width && row.cells().subList(width, row.cells().size()).stream().anyMatch(cell -> !cell.isBlank());
        if (row.cells().size() < width || more) {
            refuse("The row has " + row.cells().size() + " cells where the header has " + width + ".");
            return false;
        }
        return true;
    }

    private void read(ImportColumn column, List<String> header, ObjectMapper json) {
        String text = "";
        try {
            text = column.text(row);
            if (column.isReferenceByValue() && !text.isBlank()) {
                names.put(column, text.strip());
                return;
            }
            Object value = column.value(text, json);
            if (value != null && !(value instanceof String[] texts && texts.length == 0)) {
                values.put(column.field(), value);
                question(column, header, text);
            }
        } catch (RowRefused refused) {
            String meant = question(column, header, text);
            refuse(meant == null ? refused.getMessage() : refused.getMessage() + " Did you mean \"" + meant + "\"?");
        }
    }

    /** Notes a value that is nearly one of those that the field usually has, or is none of those that it may have. */
    private String question(ImportColumn column, List<String> header, String text) {
        Spelling spelling = column.spelling();
        if (spelling == null || text.isBlank() || column.isTranslated(row) || spelling.knows(text)) {
            return null;
        }
        String meant = spelling.meant(text);
        if (meant != null || spelling.isStrict()) {
            unmatched.add(Unmatched.of(column, header, text, meant, !spelling.isStrict()));
        }
        return meant;
    }

    void refuse(String reason) {
        reasons.add(reason);
    }

    boolean isRefused() {
        return !reasons.isEmpty();
    }

    /** All reasons, each once. */
    String reason() {
        return String.join(" ", new TreeSet<>(reasons));
    }
}
