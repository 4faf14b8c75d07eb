package crm.e2e.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.local.keycloak.KeycloakServer;
import crm.local.keycloak.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** A second signing key of the realm, which is preferred to the first; closed, it signs no more and what it signed stays good. */
final class RealmKey implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeycloakServer server;
    private final String realm;
    private final String path;

    private RealmKey(KeycloakServer server, String realm, String path) {
        this.server = server;
        this.realm = realm;
        this.path = path;
    }

    static RealmKey added(KeycloakServer server) throws IOException, InterruptedException {
        String realm = JSON.readTree(ask(server, "GET", "", null).body()).path("id").asText();
        String location = ask(server, "POST", "/components", component(realm, true)).headers().firstValue("Location").orElseThrow();
        return new RealmKey(server, realm, "/components/" + location.substring(location.lastIndexOf('/') + 1));
    }

    private static String component(String realm, boolean active) {
        return """
                {"name": "rotated", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider", "parentId": "%s",
                 "config": {"priority": ["500"], "enabled": ["true"], "active": ["%s"], "algorithm": ["RS256"], "keySize": ["2048"]}}""".formatted(realm, active);
    }

    /** Name of the key that signed a token. */
    static String of(String token) throws IOException {
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
        return header.path("kid").asText();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ask(server, "PUT", path, component(realm, false));
    }

    private static HttpResponse<String> ask(KeycloakServer server, String method, String path, String body) throws IOException, InterruptedException {
        String administrator = new Tokens(server.url() + "/realms/master").ofUser("admin-cli", server.user(), server.password());
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/" + KeycloakServer.REALM + path))
                .header("Authorization", "Bearer " + administrator).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("Keycloak refused " + method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }
}
