package crm.local.service;

import crm.local.Problem;
import crm.local.platform.Home;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import crm.local.process.ChildProcess;
import crm.local.process.ClassArchive;
import crm.local.process.Signals;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A packaged Quarkus application as a process of its own. */
public final class JavaService implements Part {

    private final String name;
    private final Port port;
    private final Path jar;
    private final Home home;
    private final Ports ports;
    private final Jvm jvm;
    private final Map<String, String> environment;
    private final List<String> after;

    public JavaService(String name, Port port, Path jar, Home home, Ports ports, Jvm jvm, Map<String, String> environment, List<String> after) {
        this.name = name;
        this.port = port;
        this.jar = jar;
        this.home = home;
        this.ports = ports;
        this.jvm = jvm;
        this.environment = environment;
        this.after = after;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public List<String> after() {
        return after;
    }

    /** What it reads at its start; holds passwords. */
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void prepare(Consumer<String> progress) {
        if (!Files.exists(jar)) {
            throw new Problem("its program " + jar + " is missing: build it with ./crm build");
        }
    }

    @Override
    public Running launch() {
        // Beside the program, so that cleaning takes it away too.
        ClassArchive archive = new ClassArchive(jar, jar.getParent().getParent());
        return ChildProcess.start(home, name, jvm.command(jar, archive), environment, Signals.Signal.TERM, ClassArchive.PATIENCE).afterwards(archive::keep);
    }

    @Override
    public boolean ready() throws IOException {
        URI health = URI.create("http://127.0.0.1:" + ports.of(port) + "/q/health/ready");
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        return connection.getResponseCode() == 200;
    }

    @Override
    public String address() {
        return "http://localhost:" + ports.of(port);
    }
}
