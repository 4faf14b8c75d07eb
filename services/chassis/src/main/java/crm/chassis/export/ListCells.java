package crm.chassis.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A list of texts in one cell: {@code a; b}, or a JSON array where an entry could be misread otherwise. */
public final class ListCells {

    private ListCells() {}

    static String cell(String[] texts, ObjectMapper json) {
        for (String text : texts) {
            if (text.indexOf(';') >= 0 || text.indexOf(',') >= 0 || text.startsWith("[")) {
                return json.valueToTree(texts).toString();
            }
        }
        return String.join("; ", texts);
    }

    /** The JSON array that a cell holds; null where it holds none. */
    public static JsonNode array(String cell, ObjectMapper json) {
        String text = cell.strip();
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return null;
        }
        try {
            JsonNode array = json.readTree(text);
            return array.isArray() ? array : null;
        } catch (JsonProcessingException plainText) {
            return null;
        }
    }
}
