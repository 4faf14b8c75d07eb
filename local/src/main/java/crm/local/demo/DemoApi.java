package crm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.local.Problem;
import crm.local.keycloak.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** The platform's public API through the gateway, as an administrator. */
final class DemoApi {

    private static final Duration TOKEN_USED_FOR = Duration.ofMinutes(5);
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(30);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String gateway;
    private final Tokens tokens;
    private String token;
    private Instant fetched = Instant.EPOCH;

    DemoApi(String gateway, String realmUrl) {
        this.gateway = gateway;
        this.tokens = new Tokens(realmUrl);
    }

    JsonNode get(String path) {
        return answer(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        try {
            return answer(request(path).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Imports a table and waits for its end. @param mapping from column to field */
    JsonNode importCsv(String collection, byte[] csv, Map<String, Object> mapping, Consumer<JsonNode> progress) throws InterruptedException {
        JsonNode job;
        try {
            job = answer(request("/api/v1/" + collection + "/imports?matchOn=externalId&mapping="
                    + encoded(json.writeValueAsString(mapping))).header("Content-Type", "text/csv; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(csv)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        Instant deadline = Instant.now().plus(IMPORT_LIMIT);
        while (job.path("finishedAt").isMissingNode() || job.path("finishedAt").isNull()) {
            if (Instant.now().isAfter(deadline)) {
                throw new Problem("The import of " + collection + " did not end; see ./crm logs.");
            }
            Thread.sleep(300);
            job = get("/api/v1/imports/" + job.get("id").asText());
            progress.accept(job);
        }
        if (!job.get("state").asText().equals("COMPLETED")) {
            throw new Problem("The import of " + collection + " ended as " + job.get("state").asText() + ": " + job.path("problem").asText());
        }
        return job;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofMinutes(2)).header("Authorization", "Bearer " + token());
    }

    private String token() {
        if (Duration.between(fetched, Instant.now()).compareTo(TOKEN_USED_FOR) > 0) {
            token = tokens.ofUser("crm-cli", "crm-admin", "crm");
            fetched = Instant.now();
        }
        return token;
    }

    /** A gateway that says "later" is asked again, a few times. */
    private JsonNode answer(HttpRequest.Builder request) {
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                boolean later = response.statusCode() == 429 || response.statusCode() == 503;
                if (later && attempt < 10) {
                    long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
                    Thread.sleep(Duration.ofSeconds(Math.min(30, Math.max(1, seconds))).toMillis());
                } else if (response.statusCode() >= 300) {
                    throw new Problem(response.request().method() + " " + response.uri().getPath() + " was answered with "
                            + response.statusCode() + ": " + response.body());
                } else {
                    return response.body().isBlank() ? json.nullNode() : json.readTree(response.body());
                }
            }
        } catch (IOException e) {
            throw new Problem("The gateway does not answer at " + gateway + " (" + e.getMessage() + "); is the platform up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted.", e);
        }
    }
}
