package crm.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a process a session of its own, so that Ctrl-C at the terminal reaches the launcher alone, which then stops the parts in
 * order, and so that closing the terminal does not end a platform in the background.
 */
public final class Sessions {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private Sessions() {
    }

    public static List<String> own(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(SETSID.toString()));
        wrapped.addAll(command);
        return wrapped;
    }
}
