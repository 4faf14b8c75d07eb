package crm.local.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** The local realm: imported when it is missing, and again when the realm file or the gateway's address has changed. */
public final class Realm {

    private static final String FILE = "/keycloak/crm-realm.json";
    private static final String GATEWAY_IN_FILE = "http://localhost:8080";
    private static final String FINGERPRINT = "realmFile";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final KeycloakServer server;
    private final String gatewayUrl;

    Realm(KeycloakServer server, String gatewayUrl) {
        this.server = server;
        this.gatewayUrl = gatewayUrl;
    }

    /** The known secret that the local realm file gives a client. */
    public static String secret(String clientId) {
        try {
            for (JsonNode known : new ObjectMapper().readTree(text()).get("clients")) {
                if (known.get("clientId").asText().equals(clientId)) {
                    return known.get("secret").asText();
                }
            }
            throw new IllegalArgumentException("No client " + clientId + " in the local realm");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ensure() throws IOException, InterruptedException {
        String file = text().replace(GATEWAY_IN_FILE, gatewayUrl);
        String fingerprint = fingerprint(file);
        String token = new Tokens(server.url() + "/realms/master").ofUser("admin-cli", server.user(), server.password());
        HttpResponse<String> present = send("GET", "/admin/realms/" + KeycloakServer.REALM, token, null);
        if (present.statusCode() == 200) {
            JsonNode attributes = new ObjectMapper().readTree(present.body()).path("attributes");
            if (attributes.path(FINGERPRINT).asText().equals(fingerprint)) {
                return;
            }
            require(send("DELETE", "/admin/realms/" + KeycloakServer.REALM, token, null));
        }
        ObjectNode realm = (ObjectNode) new ObjectMapper().readTree(file);
        ((ObjectNode) realm.get("attributes")).put(FINGERPRINT, fingerprint);
        require(send("POST", "/admin/realms", token, realm.toString()));
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return client.send(HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, publisher)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(120)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("Keycloak refused " + response.request().method() + " " + response.uri().getPath()
                    + " with " + response.statusCode() + ": " + response.body());
        }
    }

    private static String text() throws IOException {
        try (InputStream in = Realm.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
