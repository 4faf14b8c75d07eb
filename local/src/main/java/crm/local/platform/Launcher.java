package crm.local.platform;

import crm.local.Problem;
import crm.local.process.LogRotation;
import crm.local.process.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs a set of parts in one home: one keeper for each, one launcher for a home. */
public final class Launcher implements AutoCloseable {

    static final String RECORD = "launcher.pid";
    private static final String FIRST_PORT = "first-port";

    private final Home home;
    private final Map<String, PartKeeper> keepers = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(Launcher::daemon);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StatusPage page;
    private final FileChannel lockFile;
    private final List<Consumer<PartStatus>> listeners = new ArrayList<>();

    /** @throws Problem when another launcher runs in this home, the disk is full or a port is taken */
    public Launcher(Home home, Ports ports, List<Part> parts, Clock clock, Consumer<String> notice) {
        home.requireSpace();
        this.home = home;
        this.page = StatusPage.in(home);
        this.lockFile = lock(home);
        List<String> left = new Orphans(home).clean();
        if (!left.isEmpty()) {
            notice.accept("A previous run was killed and had left " + String.join(", ", left) + " behind; stopped now.");
        }
        try {
            ports.requireFree(parts.stream().flatMap(part -> part.ports().stream()).toList());
            Files.writeString(home.run().resolve(FIRST_PORT), Integer.toString(ports.first()));
            ProcessRecord.of(ProcessHandle.current()).writeTo(home.run().resolve(RECORD));
            for (Part part : parts) {
                Wishes.in(home).start(part.name());
                keepers.put(part.name(), new PartKeeper(part, home, ports, clock, this::isReady, this::report));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Problem e) {
            unlock();
            throw e;
        }
    }

    /** The launcher that runs in this home, if there is one. */
    public static Optional<ProcessHandle> runningIn(Home home) {
        return ProcessRecord.read(home.run().resolve(RECORD)).flatMap(ProcessRecord::process);
    }

    /** The ports of the launcher that runs in this home, so that later commands need not be told them again. */
    public static Optional<Ports> portsIn(Home home) {
        try {
            return runningIn(home).isEmpty() ? Optional.empty()
                    : Optional.of(new Ports(Integer.parseInt(Files.readString(home.run().resolve(FIRST_PORT)).trim())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Stops what a killed launcher left; for ./crm down when no launcher is there to do it. */
    public static List<String> cleanUp(Home home) {
        List<String> left = new Orphans(home).clean();
        try {
            StatusPage.in(home).delete();
            Files.deleteIfExists(home.run().resolve(RECORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }

    public void onChange(Consumer<PartStatus> listener) {
        listeners.add(listener);
    }

    public void start() {
        keepers.forEach((name, keeper) -> {
            Thread thread = daemon(keeper);
            thread.setName("keeper-" + name);
            threads.add(thread);
            thread.start();
        });
        housekeeping.scheduleWithFixedDelay(this::rotateLogs, 10, 10, TimeUnit.SECONDS);
    }

    public List<PartStatus> status() {
        return keepers.values().stream().map(PartKeeper::status).toList();
    }

    /** @throws Problem with the reason when a part cannot be started */
    public void awaitReady() throws InterruptedException {
        while (!closed.await(100, TimeUnit.MILLISECONDS)) {
            for (PartStatus part : status()) {
                if (part.state() == State.FAILED) {
                    throw new Problem(part.name() + ": " + part.detail());
                }
            }
            if (status().stream().allMatch(part -> part.state() == State.READY)) {
                return;
            }
        }
    }

    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private boolean isReady(String name) {
        PartKeeper keeper = keepers.get(name);
        return keeper == null || keeper.status().state() == State.READY;
    }

    private synchronized void report(PartStatus changed) {
        try {
            page.write(status());
        } catch (IOException e) {
            System.err.println("The status page cannot be written: " + e.getMessage());
        }
        listeners.forEach(listener -> listener.accept(changed));
    }

    private void rotateLogs() {
        try {
            LogRotation.of(home.logs()).rotate();
        } catch (IOException e) {
            System.err.println("The logs cannot be cut: " + e.getMessage());
        }
    }

    /** Stops all parts, those first that need the others. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        keepers.values().forEach(PartKeeper::close);
        housekeeping.shutdownNow();
        List<PartKeeper> backwards = new ArrayList<>(keepers.values());
        Collections.reverse(backwards);
        Map<Boolean, List<PartKeeper>> stores = backwards.stream()
                .collect(Collectors.partitioningBy(keeper -> keeper.status().name().equals("postgresql")));
        stopTogether(stores.get(false));
        stopTogether(stores.get(true));
        try {
            page.delete();
            Files.deleteIfExists(home.run().resolve(RECORD));
        } catch (IOException e) {
            System.err.println("The status page cannot be removed: " + e.getMessage());
        }
        unlock();
        closed.countDown();
    }

    private static void stopTogether(List<PartKeeper> keepers) {
        List<Thread> stopping = keepers.stream().map(keeper -> daemon(keeper::stopPart)).toList();
        stopping.forEach(Thread::start);
        for (Thread thread : stopping) {
            try {
                thread.join(Duration.ofSeconds(120).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FileChannel lock(Home home) {
        Path file = home.run().resolve("launcher.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new Problem("The platform is already running in " + home.path() + ": see ./crm status, end it with ./crm down.");
            }
            return channel;
        } catch (IOException e) {
            throw new Problem("The lock " + file + " cannot be taken: " + e.getMessage() + ".", e);
        }
    }

    private void unlock() {
        try {
            lockFile.close();
        } catch (IOException e) {
            System.err.println("The lock cannot be released: " + e.getMessage());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
