package crm.gateway.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** Reads the claims of an access token whose signature, issuer and time have been verified. */
final class ReadCaller {

    /** What a token must be meant for; a token for anything else is not for us. */
    static final String AUDIENCE = "crm-api";

    private ReadCaller() {}

    static Caller from(SecurityIdentity identity, boolean byCookie) {
        AccessTokenCredential credential = identity.getCredential(AccessTokenCredential.class);
        if (credential == null) {
            throw new AuthenticationFailedException("There is no access token");
        }
        JsonObject claims = claims(credential.getToken());
        if (!meantForUs(claims.getValue("aud")) || !"Bearer".equals(claims.getString("typ"))) {
            throw new AuthenticationFailedException("The token is not an access token for " + AUDIENCE);
        }
        String login = claims.getString("preferred_username", claims.getString("sub"));
        List<String> groups = texts(claims.getJsonArray("groups"));
        return new Caller(login, claims.getString("name", login),
                Role.named(texts(claims.getJsonObject("realm_access", new JsonObject()).getJsonArray("roles"))),
                groups.stream().map(group -> group.substring(group.lastIndexOf('/') + 1)).toList(), groups,
                claims.getString("sid"), claims.getLong("exp"), "Bearer " + credential.getToken(), byCookie);
    }

    private static JsonObject claims(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            throw new AuthenticationFailedException("The token is not signed JSON");
        }
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IllegalArgumentException | DecodeException e) {
            throw new AuthenticationFailedException("The token is not JSON");
        }
    }

    private static boolean meantForUs(Object audience) {
        return AUDIENCE.equals(audience) || audience instanceof JsonArray several && several.contains(AUDIENCE);
    }

    /** In a fixed order, so that a person in two teams does not change team with every token. */
    private static List<String> texts(JsonArray array) {
        return array == null ? List.of() : array.stream().filter(String.class::isInstance).map(String.class::cast)
                .sorted(Comparator.naturalOrder()).toList();
    }
}
