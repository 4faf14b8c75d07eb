package crm.e2e.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The API as one caller uses it; paths are given from {@code /api/v1} on. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration GIVE_UP = Duration.ofMinutes(4);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Supplier<String> authorization;

    Api(URI base, Supplier<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    public Answer get(String path) {
        return send("GET", path, null, "");
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, bytes(body), "application/json", headers);
    }

    /** @param version the version that the caller saw, or {@code *} */
    public Answer patch(String path, Object body, String version) {
        String seen = version.equals("*") ? version : '"' + version + '"';
        return send("PATCH", path, bytes(body), "application/merge-patch+json", "If-Match", seen);
    }

    /** @param body null for none */
    public Answer send(String method, String path, byte[] body, String type, String... headers) {
        return send(path, request -> {
            request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
        });
    }

    /** For what the shorter ways cannot say; the connection may break under an answer that came before the body was sent. */
    public Answer send(String path, Consumer<HttpRequest.Builder> details) {
        try {
            return Answer.from(CLIENT.send(request(path, details), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + path, e);
        }
    }

    public CompletableFuture<Answer> postLater(String path, Object body, String... headers) {
        return CLIENT.sendAsync(request(path, request -> request.POST(BodyPublishers.ofByteArray(bytes(body)))
                .header("Content-Type", "application/json").headers(headers)), BodyHandlers.ofByteArray()).thenApply(Answer::from);
    }

    /**
     * As a client should that wants to be sure: the same request under the same Idempotency-Key again and again, until the
     * platform says what became of it. No answer, 409 "still running", 429 and 5xx say nothing.
     */
    public Answer persistently(String method, String path, byte[] body, String type, String... headers) {
        Instant deadline = Instant.now().plus(GIVE_UP);
        String last = "nothing";
        while (Instant.now().isBefore(deadline)) {
            try {
                Answer answer = send(method, path, body, type, headers);
                if (answer.status() < 500 && answer.status() != 429 && !answer.text().contains("request-still-running")) {
                    return answer;
                }
                last = answer.status() + " " + answer.text();
            } catch (UncheckedIOException | crm.local.Problem away) {
                last = away.toString();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new AssertionError(method + " " + path + " had no answer within " + GIVE_UP + "; the last attempt: " + last);
    }

    public Answer postPersistently(String path, Object body, String key) {
        return persistently("POST", path, bytes(body), "application/json", "Idempotency-Key", key);
    }

    public Answer getPersistently(String path) {
        return persistently("GET", path, null, "");
    }

    /** How many records fit, by the list's own count. */
    public long count(String collection, String filter) {
        String path = "/" + collection + "?limit=1&count=true&fields=id&filter=" + encoded(filter);
        return getPersistently(path).expect(200).json().path("total").asLong();
    }

    /** All records that fit, page by page to the end. */
    public List<JsonNode> pages(String collection, String query) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = null;
        do {
            String path = "/" + collection + "?" + query + (cursor == null ? "" : "&cursor=" + encoded(cursor));
            JsonNode page = getPersistently(path).expect(200).json();
            page.path("items").forEach(all::add);
            cursor = page.path("nextCursor").textValue();
        } while (cursor != null);
        return all;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest request(String path, Consumer<HttpRequest.Builder> details) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).timeout(TIMEOUT)
                .header("Authorization", authorization.get());
        details.accept(request);
        return request.build();
    }

    private static byte[] bytes(Object body) {
        try {
            return body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body == null ? Map.of() : body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
