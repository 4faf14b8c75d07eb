package crm.bench;

import crm.learning.Example;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of closed leads with a column {@code Converted} of 1 and 0. "Select" is what a form holds where nothing was
 * chosen; it stays a value, since it tells who was asked and did not answer from who was never asked.
 */
record ClosedLeads(List<String> columns, List<Example> examples) {

    static ClosedLeads read(Path file) throws IOException {
        List<String> columns = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (columns.isEmpty()) {
                    columns.addAll(row.getHeader());
                }
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < row.getFieldCount(); i++) {
                    String value = row.getField(i);
                    if (!value.isBlank()) {
                        values.put(columns.get(i), value);
                    }
                }
                examples.add(new Example(values, "1".equals(values.get("Converted"))));
            }
        }
        if (!columns.contains("Converted")) {
            throw new IllegalArgumentException(file + " has no column Converted");
        }
        return new ClosedLeads(columns, examples);
    }
}
