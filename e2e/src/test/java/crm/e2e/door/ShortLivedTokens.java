package crm.e2e.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.local.keycloak.KeycloakServer;
import crm.local.keycloak.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** A client like the command line's, whose tokens last some seconds; added to the realm of the platform under test. */
final class ShortLivedTokens {

    private static final String CLIENT = "e2e-short-lived";
    private static final String SECONDS = "15";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final KeycloakServer server;
    private final String administrator;

    ShortLivedTokens(KeycloakServer server) {
        this.server = server;
        this.administrator = new Tokens(server.url() + "/realms/master").ofUser("admin-cli", server.user(), server.password());
    }

    String next(String user) {
        ObjectNode copy = (ObjectNode) administer("GET", "/clients?clientId=crm-cli", null).get(0);
        copy.remove(List.of("id", "authenticationFlowBindingOverrides"));
        copy.path("protocolMappers").forEach(mapper -> ((ObjectNode) mapper).remove("id"));
        copy.put("clientId", CLIENT);
        ((ObjectNode) copy.get("attributes")).put("access.token.lifespan", SECONDS);
        if (administer("GET", "/clients?clientId=" + CLIENT, null).isEmpty()) {
            administer("POST", "/clients", copy);
        }
        return new Tokens(server.realmUrl()).ofUser(CLIENT, user, "crm");
    }

    private JsonNode administer(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/" + KeycloakServer.REALM + path))
                .header("Authorization", "Bearer " + administrator).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())).build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("Keycloak refused " + method + " " + path + ": " + response.body());
            }
            return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
