package crm.gateway.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.File;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures what the packaged gateway costs for each request: processor time of its process only. After a build:
 * {@code mvn -pl gateway surefire:test -Dtest=GatewayCostTest -Dgateway.cost=true}
 */
@EnabledIfSystemProperty(named = "gateway.cost", matches = "true")
class GatewayCostTest {

    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 60_000;

    @Test
    void aRequestWithATokenCostsLittle() throws Exception {
        Surroundings surroundings = new Surroundings();
        Map<String, String> environment = surroundings.start();
        int port = freePort();
        environment.put("CRM_HTTP_PORT", Integer.toString(port));
        Process gateway = start(environment);
        Vertx vertx = Vertx.vertx();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers(port));
            String token = Issuer.token("sales-rep", "sales-rep");
            load(vertx, port, token, 8, WARM_UP);
            for (int connections : new int[] {1, 8, 32}) {
                measure(vertx, port, token, connections, gateway.toHandle());
            }
        } finally {
            gateway.destroy();
            gateway.waitFor(20, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().join();
            surroundings.stop();
        }
    }

    private static void measure(Vertx vertx, int port, String token, int connections,
            ProcessHandle gateway) throws Exception {
        Duration before = gateway.info().totalCpuDuration().orElseThrow();
        long begun = System.nanoTime();
        load(vertx, port, token, connections, MEASURED);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Duration used = gateway.info().totalCpuDuration().orElseThrow().minus(before);
        System.out.printf(Locale.ROOT, "%2d connections: %6.0f requests/s, %.3f ms of processor time per request%n",
                connections, MEASURED / seconds, used.toNanos() / 1e6 / MEASURED);
    }

    private static void load(Vertx vertx, int port, String token, int connections, int requests) throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setDefaultPort(port)
                .setDefaultHost("localhost"),
                new PoolOptions().setHttp1MaxSize(connections));
        AtomicInteger left = new AtomicInteger(requests);
        List<Future<Void>> done = new ArrayList<>();
        IntStream.range(0, connections).forEach(worker -> {
            Promise<Void> promise = Promise.promise();
            next(client, token, left, promise);
            done.add(promise.future());
        });
        Future.all(done).toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
        client.close();
    }

    private static void next(HttpClient client, String token, AtomicInteger left, Promise<Void> done) {
        if (left.getAndDecrement() <= 0) {
            done.complete();
            return;
        }
        client.request(HttpMethod.GET, "/api/v1/leads/0190a0b0-0000-7000-8000-000000000001")
                .compose(request -> request.putHeader("Authorization", "Bearer " + token).send())
                .compose(response -> response.body().map(response.statusCode()))
                .onSuccess(status -> assertEquals(200, status))
                .onSuccess(status -> next(client, token, left, done)).onFailure(done::fail);
    }

    private static Process start(Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                "-Dcrm.gateway.rates.user-per-second=1000000", "-Dcrm.gateway.rates.user-burst=1000000"));
        String options = System.getProperty("gateway.options", "");
        if (!options.isBlank()) {
            command.addAll(List.of(options.split(" ")));
        }
        command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File("target/gateway-cost.log"));
        environment.forEach((name, value) -> {
            if (name.startsWith("CRM_")) {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://localhost:" + port + "/q/health/live").toURL()
                            .openConnection();
            return connection.getResponseCode() == 200;
        } catch (java.io.IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
