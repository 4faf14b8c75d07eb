package crm.gateway.surroundings;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for a service and tells what reached it. The query parameter {@code do} makes it behave badly:
 * {@code hang}, {@code cut}, {@code headers}, {@code fail}.
 */
public final class StubService {

    private final String name;
    private final HttpServer server;
    private final Map<String, Agreed> agreed = new ConcurrentHashMap<>();
    private volatile boolean closing;
    /** Connections that carried a request. */
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger received = new AtomicInteger();
    private final Map<String, Integer> receivedAt = new ConcurrentHashMap<>();
    private final AtomicInteger aborted = new AtomicInteger();

    StubService(Vertx vertx, String name, int port) {
        this.name = name;
        this.server = vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("localhost")
                .setMaxHeaderSize(64 * 1024).setMaxInitialLineLength(64 * 1024)).requestHandler(this::answer);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    public int received() {
        return received.get();
    }

    /** Requests of this path; what the gateway asks on its own behalf is not among them. */
    public int received(String path) {
        return receivedAt.getOrDefault(path, 0);
    }

    public int aborted() {
        return aborted.get();
    }

    /** From now on the path is answered so; status 0 never answers at all. */
    public void answers(String path, int status, String body) {
        agreed.put(path, new Agreed(status, body));
    }

    /** From now on a second request on a connection ends it without an answer. */
    public void closesKeptConnections() {
        closing = true;
    }

    void forget() {
        closing = false;
        agreed.clear();
    }

    private record Agreed(int status, String body) {}

    private void answerAsAgreed(HttpServerRequest request, Agreed answer) {
        request.response().exceptionHandler(gone -> aborted.incrementAndGet());
        if (answer.status() > 0) {
            request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json")
                    .end(answer.body());
        }
    }

    void stop() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        received.incrementAndGet();
        receivedAt.merge(request.path(), 1, Integer::sum);
        if (!used.add(request.connection()) && closing) {
            request.connection().close();
            return;
        }
        if (request.path().startsWith("/q/health")) {
            request.response().end("{\"status\":\"UP\"}");
            return;
        }
        if (request.path().equals("/q/openapi")) {
            request.response().putHeader("Content-Type", "application/json").end(openApi().encode());
            return;
        }
        if (agreed.containsKey(request.path())) {
            answerAsAgreed(request, agreed.get(request.path()));
            return;
        }
        boolean elsewhere = request.path().startsWith("/api/v1/imports/") && !request.path().contains(name)
                || request.path().equals("/api/v1/access/explanation") && !request.uri().contains(name);
        request.response().exceptionHandler(gone -> aborted.incrementAndGet());
        request.body().onSuccess(body -> {
            JsonObject seen = new JsonObject().put("service", name).put("method", request.method().name())
                    .put("uri", request.uri()).put("bytes", body.length())
                    .put("body", body.length() < 1_000 ? body.toString() : "");
            JsonObject headers = new JsonObject();
            request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT),
                    header.getValue()));
            seen.put("headers", headers);
            respond(request, elsewhere, seen);
        });
    }

    private void respond(HttpServerRequest request, boolean elsewhere, JsonObject seen) {
        String behaviour = Optional.ofNullable(request.getParam("do")).orElse("");
        var response = request.response().putHeader("Content-Type", "application/json");
        switch (behaviour) {
            case "hang" -> { }
            case "cut" -> request.connection().close();
            case "fail" -> response.setStatusCode(500).end(seen.toBuffer());
            case "unmodified" -> response.setStatusCode(304).putHeader("ETag", "\"3\"").end();
            case "nothing" -> response.setStatusCode(204).end();
            case "encoded" -> response.putHeader("Content-Encoding", "gzip").end("already compressed ".repeat(200));
            case "large" -> response.end(seen.put("padding", "x".repeat(20_000)).toBuffer());
            case "headers" -> response.putHeader("Server", "stub").putHeader("Set-Cookie", "a=b")
                    .putHeader("Keep-Alive", "timeout=5").putHeader("Connection", "X-Hop").putHeader("X-Hop", "1")
                    .putHeader("X-Powered-By", "stub").putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("X-Frame-Options", "ALLOWALL").putHeader("ETag", "\"7\"").putHeader("X-Kept", "yes")
                    .end(seen.toBuffer());
            default -> response.setStatusCode(elsewhere ? 404 : 200).end(seen.toBuffer());
        }
    }

    private JsonObject openApi() {
        JsonObject schema = new JsonObject().put("Page", new JsonObject().put("title", name))
                .put("Problem", new JsonObject().put("type", "object"));
        JsonObject content = new JsonObject().put("$ref", "#/components/schemas/Page");
        JsonObject get = new JsonObject().put("get", new JsonObject().put("responses", new JsonObject().put("200",
                new JsonObject().put("content", new JsonObject()
                        .put("application/json", new JsonObject().put("schema", content))))));
        return new JsonObject().put("openapi", "3.1.0")
                .put("info", new JsonObject().put("description", "What " + name + " does"))
                .put("paths", new JsonObject().put("/api/v1/" + name, get).put("/q/internal", get))
                .put("components", new JsonObject().put("schemas", schema));
    }
}
