package crm.campaigns.member;

import crm.chassis.export.FormulaGuard;
import crm.chassis.imports.SourceRow;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a file that could not be used, as a file: their number, their cells as they came, and why. */
final class MemberErrors {

    private final StringBuilder csv = new StringBuilder();
    private final int width;
    private int count;

    MemberErrors(List<String> header) {
        width = header.size();
        csv.append("row,").append(header.stream().map(MemberErrors::cell).collect(Collectors.joining(","))).append(",reason\r\n");
    }

    void add(SourceRow row, String reason) {
        csv.append(row.number());
        for (int i = 0; i < width; i++) {
            csv.append(',').append(cell(i < row.cells().size() ? row.cells().get(i) : ""));
        }
        csv.append(',').append(cell(reason)).append("\r\n");
        count++;
    }

    int count() {
        return count;
    }

    String csv() {
        return csv.toString().replace("\0", "");
    }

    private static String cell(String text) {
        String guarded = FormulaGuard.guarded(text);
        return guarded.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }
}
