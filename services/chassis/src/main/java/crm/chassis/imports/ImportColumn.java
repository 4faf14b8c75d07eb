package crm.chassis.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.export.FormulaGuard;
import crm.chassis.export.ListCells;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.FieldValues;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * Brings the cells of one column into one field.
 *
 * @param index position of the column, from 0
 * @param values what stands for certain cells, compared exactly; null stands for nothing
 * @param fallback what stands for a blank cell; null for nothing
 * @param format how the cells are written; null for the way of the API
 * @param lookup where the cells name another record; else null
 * @param custom type of a field of the company's own: text, number or boolean; null for described fields
 * @param spelling of the values that the field usually has; null where nobody can tell
 */
record ImportColumn(int index, Field field, Map<String, String> values, String fallback, CellFormat format, Lookup lookup, String custom,
        Spelling spelling) {

    private static final int MAX_CELL = 32_000;

    /** The text that counts for a row: translated, filled in, in the form of the API; blank for nothing. */
    String text(SourceRow row) {
        String cell = FormulaGuard.plain(row.cells().get(index));
        if (cell.length() > MAX_CELL) {
            throw new RowRefused(field.path() + " has a cell of more than " + MAX_CELL + " characters.");
        }
        boolean translated = values.containsKey(cell);
        String text = translated ? values.get(cell) : cell;
        if (text == null || text.isBlank()) {
            return fallback == null ? "" : fallback;
        }
        return format == null || translated ? text : format.canonical(field, text);
    }

    /** The value of a text; null for a blank one. */
    Object value(String text, ObjectMapper json) {
        try {
            return switch (field.type()) {
                case TEXTS -> {
                    var array = ListCells.array(text, json);
                    yield text.isBlank() ? null : array == null ? FieldValues.ofText(field, text) : FieldValues.ofJson(field, array);
                }
                case CUSTOM, OBJECT -> text.isBlank() ? null : FieldValues.ofJson(field, json.readTree(text));
                case INSTANT -> FieldValues.ofText(field, dated(text.strip()));
                default -> custom == null ? FieldValues.ofText(field, text) : own(text.strip());
            };
        } catch (FieldValues.Refused refused) {
            throw new RowRefused(refused.getMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            throw new RowRefused(field.path() + " has to be a JSON object.");
        }
    }

    /** A date where a moment is meant is the beginning of that day, UTC. */
    private static String dated(String text) {
        try {
            return text.length() == 10 ? CellFormat.midnight(LocalDate.parse(text)).toString() : text;
        } catch (DateTimeParseException other) {
            return text;
        }
    }

    private Object own(String text) throws FieldValues.Refused {
        if (text.isEmpty()) {
            return null;
        }
        if (custom.equals("boolean")) {
            return FieldValues.ofText(Field.bool(field.path()), text);
        }
        if (custom.equals("number")) {
            Object number = FieldValues.ofText(Field.decimal(field.path()), text);
            return number instanceof BigDecimal decimal && decimal.scale() == 0 ? (Object) decimal.longValueExact() : number;
        }
        return FieldValues.ofText(field.max(4_000), text);
    }

    ImportColumn spelled(Spelling other) {
        return new ImportColumn(index, field, values, fallback, format, lookup, custom, other);
    }

    /** Whether the mapping says what the cell of this row stands for. */
    boolean isTranslated(SourceRow row) {
        return values.containsKey(FormulaGuard.plain(row.cells().get(index)));
    }

    boolean isReferenceByValue() {
        return lookup != null && field.type() == FieldType.REFERENCE;
    }

    static String shortened(String text) {
        return FieldValues.shortened(text);
    }
}
