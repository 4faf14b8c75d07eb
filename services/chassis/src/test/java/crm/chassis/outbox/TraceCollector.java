package crm.chassis.outbox;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a test lets the service send its traces: the HTTP side of the OpenTelemetry protocol. */
@ApplicationScoped
public class TraceCollector {

    private final Optional<Integer> port;
    private final List<String> exported = new CopyOnWriteArrayList<>();
    private HttpServer server;

    TraceCollector(@ConfigProperty(name = "crm.test.traces.port") Optional<Integer> port) {
        this.port = port;
    }

    void start(@Observes StartupEvent event) throws IOException {
        if (port.isPresent()) {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get()), 0);
            server.createContext("/v1/traces", exchange -> {
                exported.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }
    }

    /** Whether a span of this trace was exported; its id stands in the message as sixteen bytes. */
    public boolean knows(String trace) {
        String bytes = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        return exported.stream().anyMatch(message -> message.contains(bytes));
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
