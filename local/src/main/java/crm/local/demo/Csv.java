package crm.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table in the making, as RFC 4180 wants it. */
final class Csv {

    private final StringBuilder text = new StringBuilder();
    private int rows = -1;

    private final List<String> header;

    Csv(String... header) {
        this.header = List.of(header);
        row((Object[]) header);
    }

    void row(Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
        rows++;
    }

    List<String> header() {
        return header;
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Object value) {
        String cell = value == null ? "" : value.toString();
        boolean quoted = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
        return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
