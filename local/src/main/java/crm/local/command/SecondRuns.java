package crm.local.command;

import java.util.ArrayList;
import java.util.List;

/** Finds in what Maven says the tests that failed and then passed; Surefire lists them under "Flakes:" at the end of a module. */
final class SecondRuns {

    private static final String HEADING = "[WARNING] Flakes:";
    private static final String NAME = "[WARNING] ";
    private static final String END = "[WARNING] Tests run:";

    private final List<String> names = new ArrayList<>();
    private boolean listed;

    void read(String line) {
        if (line.startsWith(HEADING)) {
            listed = true;
        } else if (line.startsWith(END)) {
            listed = false;
        } else if (listed && line.startsWith(NAME)) {
            names.add(line.substring(NAME.length()).strip());
        }
    }

    List<String> names() {
        return names;
    }
}
