package crm.local.rabbitmq;

import crm.local.Problem;
import crm.local.cache.Distributions;
import crm.local.platform.Credentials;
import crm.local.platform.Home;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import crm.local.process.ChildProcess;
import crm.local.process.Command;
import crm.local.process.Signals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A real RabbitMQ node of our own: private port mapper, private cookie, all paths in the home, loopback only. */
public final class RabbitMq implements Part {

    public static final String VHOST = "crm";
    private static final String ADMINISTRATOR = "crm-admin";

    private final Home home;
    private final Ports ports;
    private final Distributions distributions;
    private final Credentials credentials;
    private Installation installation;
    private ChildProcess portMapper;

    public RabbitMq(Home home, Ports ports, Distributions distributions) {
        this.home = home;
        this.ports = ports;
        this.distributions = distributions;
        this.credentials = home.credentials();
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.RABBITMQ, Port.RABBITMQ_MANAGEMENT, Port.EPMD, Port.ERLANG_DISTRIBUTION);
    }

    public RabbitServer server() {
        return new RabbitServer("127.0.0.1", ports.of(Port.RABBITMQ), VHOST,
                URI.create("http://127.0.0.1:" + ports.of(Port.RABBITMQ_MANAGEMENT)), ADMINISTRATOR, credentials.password("rabbitmq"));
    }

    @Override
    public void prepare(Consumer<String> progress) throws Exception {
        installation = installation(progress);
        Path folder = home.data(name());
        write(folder.resolve("rabbitmq.conf"), configuration());
        write(folder.resolve("enabled_plugins"), "[rabbitmq_management].\n");
        write(folder.resolve("rabbitmq-env.conf"), "");
        if (!Files.exists(folder.resolve(".erlang.cookie"))) {
            write(folder.resolve(".erlang.cookie"), credentials.password("erlang"));
        }
    }

    private Installation installation(Consumer<String> progress) throws Exception {
        var installed = Installation.installed(System.getenv().getOrDefault("PATH", ""), Path.of("/usr/lib/rabbitmq/lib"));
        if (installed.isPresent()) {
            return installed.get();
        }
        if (!DebianPackages.available()) {
            throw new Problem("RabbitMQ is not installed and cannot be fetched without apt: install it (on a Mac \"brew install "
                    + "rabbitmq\", on Fedora \"dnf install rabbitmq-server\"), or give an existing one by CRM_RABBITMQ_URL.");
        }
        return Installation.unpacked(DebianPackages.unpack(distributions, progress)).orElseThrow(() ->
                new Problem("The unpacked packages hold no RabbitMQ server: delete " + distributions.directory() + " and start again."));
    }

    @Override
    public Running launch() {
        Map<String, String> environment = environment();
        if (portMapper == null || !portMapper.alive()) {
            portMapper = ChildProcess.start(home, "epmd", List.of(installation.epmd()), environment, Signals.Signal.TERM, Duration.ofSeconds(2));
        }
        ChildProcess node = ChildProcess.start(home, name(), List.of(installation.program("rabbitmq-server")), environment,
                Signals.Signal.TERM, Duration.ofSeconds(30));
        return new Running() {
            @Override
            public boolean alive() {
                return node.alive();
            }

            @Override
            public long pid() {
                return node.pid();
            }

            @Override
            public void stop() {
                node.stop();
                portMapper.stop();
            }
        };
    }

    /** Runs {@code rabbitmqctl} against the node; answers what it said. */
    public String control(String... command) throws Exception {
        installation = installation(step -> {});
        List<String> line = new ArrayList<>(List.of(installation.program("rabbitmqctl")));
        line.addAll(List.of(command));
        return Command.run(home.path(), environment(), Duration.ofMinutes(1), line);
    }

    private Map<String, String> environment() {
        Path folder = home.data(name());
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.put("HOME", folder.toString());
        environment.put("RABBITMQ_NODENAME", "crm@localhost");
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_PLUGINS_EXPAND_DIR", folder.resolve("plugins").toString());
        environment.put("RABBITMQ_FEATURE_FLAGS_FILE", folder.resolve("feature_flags").toString());
        environment.put("RABBITMQ_PID_FILE", folder.resolve("node.pid").toString());
        environment.put("RABBITMQ_LOG_BASE", home.logs().toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(ports.of(Port.ERLANG_DISTRIBUTION)));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("ERL_EPMD_PORT", Integer.toString(ports.of(Port.EPMD)));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        // Makes the script become the node instead of waiting for it, so that its pid is the node's and signals reach it.
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        return environment;
    }

    private String configuration() {
        return String.join("\n",
                "listeners.tcp.1 = 127.0.0.1:" + ports.of(Port.RABBITMQ),
                "management.tcp.ip = 127.0.0.1",
                "management.tcp.port = " + ports.of(Port.RABBITMQ_MANAGEMENT),
                "default_vhost = " + VHOST,
                "default_user = " + ADMINISTRATOR,
                "default_pass = " + credentials.password("rabbitmq"),
                "default_user_tags.administrator = true",
                "log.console = true",
                "log.console.level = warning",
                "log.file = false",
                "disk_free_limit.absolute = 200MB",
                "vm_memory_high_watermark.absolute = 512MB",
                "raft.wal_max_size_bytes = 67108864",
                "");
    }

    @Override
    public boolean ready() throws Exception {
        return server().management().answers();
    }

    @Override
    public void settle() throws Exception {
        new BrokerAccess(server()).establish(credentials);
    }

    @Override
    public String address() {
        return "127.0.0.1:" + ports.of(Port.RABBITMQ) + ", management http://localhost:" + ports.of(Port.RABBITMQ_MANAGEMENT);
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }
}
