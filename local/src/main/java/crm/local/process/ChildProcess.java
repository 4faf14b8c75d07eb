package crm.local.process;

import crm.local.Problem;
import crm.local.platform.Home;
import crm.local.platform.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A process of ours, with its output in the part's log and a record by which a later launcher recognises it. */
public final class ChildProcess implements Running {

    private final Process process;
    private final Path record;
    private final Signals.Signal signal;
    private final Duration patience;
    private IntConsumer afterwards = exitCode -> { };

    private ChildProcess(Process process, Path record, Signals.Signal signal, Duration patience) {
        this.process = process;
        this.record = record;
        this.signal = signal;
        this.patience = patience;
    }

    /** Starts a command whose environment is ours with the additions. */
    public static ChildProcess start(Home home, String name, List<String> command, Map<String, String> additions,
            Signals.Signal signal, Duration patience) {
        ProcessBuilder builder = new ProcessBuilder(Sessions.own(command));
        builder.environment().putAll(additions);
        builder.directory(home.path().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        // Appending lets the log be cut while the process writes to it, and outlive the launcher.
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        try {
            Process process = builder.start();
            Path record = home.run().resolve(name + ".pid");
            ProcessRecord.of(process.toHandle()).writeTo(record);
            return new ChildProcess(process, record, signal, patience);
        } catch (IOException e) {
            throw new Problem(name + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /** What is to be done with its exit code once it was stopped. */
    public ChildProcess afterwards(IntConsumer action) {
        afterwards = action;
        return this;
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void stop() {
        if (process.isAlive()) {
            Signals.stop(process.toHandle(), signal, patience);
        }
        if (!process.isAlive()) {
            afterwards.accept(process.exitValue());
        }
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            // A record left behind is harmless: it names a process that is gone.
        }
    }
}
