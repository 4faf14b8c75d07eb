package crm.chassis.imports;

import java.util.List;

/** A row of the file; rows are numbered as a spreadsheet does, the header is row 1. */
public record SourceRow(long number, List<String> cells) {

    int size() {
        int size = 0;
        for (String cell : cells) {
            size += cell.length();
        }
        return size;
    }
}
