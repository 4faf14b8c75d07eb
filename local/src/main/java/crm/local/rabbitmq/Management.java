package crm.local.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** RabbitMQ's management HTTP interface, as far as it is needed here. */
public final class Management {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String authorization;

    /** @param base for instance {@code http://127.0.0.1:15672} */
    public Management(URI base, String user, String password) {
        this.base = base;
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public boolean answers() throws IOException, InterruptedException {
        return send("GET", "/api/health/checks/local-alarms", null).statusCode() == 200;
    }

    public void createVhost(String vhost) throws IOException, InterruptedException {
        require(send("PUT", "/api/vhosts/" + encoded(vhost), "{\"default_queue_type\":\"quorum\"}"));
    }

    public void deleteVhost(String vhost) throws IOException, InterruptedException {
        require(send("DELETE", "/api/vhosts/" + encoded(vhost), null));
    }

    /** Adds what the definitions name to the virtual host; what is there already stays. */
    public void load(String vhost, String definitions) throws IOException, InterruptedException {
        require(send("POST", "/api/definitions/" + encoded(vhost), definitions));
    }

    /** @param tags for instance {@code administrator}, or nothing */
    public void putUser(String user, String password, String tags) throws IOException, InterruptedException {
        require(send("PUT", "/api/users/" + encoded(user), JSON.writeValueAsString(Map.of("password", password, "tags", tags))));
    }

    public void deleteUser(String user) throws IOException, InterruptedException {
        require(send("DELETE", "/api/users/" + encoded(user), null));
    }

    public void permit(String vhost, String user, Permission permission) throws IOException, InterruptedException {
        require(send("PUT", "/api/permissions/" + encoded(vhost) + "/" + encoded(user), JSON.writeValueAsString(
                Map.of("configure", permission.configure(), "write", permission.write(), "read", permission.read()))));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(require(send("GET", path, null)).body());
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return JSON.readTree(require(send("POST", path, JSON.writeValueAsString(body))).body());
    }

    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher)
                .header("Authorization", authorization).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> require(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            // The body is RabbitMQ's reason; the request may hold a password and is not repeated.
            throw new IOException("RabbitMQ refused " + response.request().method() + " " + response.uri().getPath()
                    + " with " + response.statusCode() + ": " + response.body());
        }
        return response;
    }
}
