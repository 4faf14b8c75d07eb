package crm.gateway.surroundings;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Publishes the key of a realm and signs any token a test wants, also such as no identity provider would. */
public final class Issuer {

    private static Issuer running;

    private final RsaJsonWebKey key;
    private final HttpServer server;

    Issuer(Vertx vertx, int port) {
        this.key = newKey("first");
        this.server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(port, "localhost").toCompletionStage().toCompletableFuture().join();
        running = this;
    }

    String url() {
        return "http://localhost:" + server.actualPort() + "/auth/realms/crm";
    }

    String base() {
        return "http://localhost:" + server.actualPort();
    }

    static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            key.setAlgorithm("RS256");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a good access token, for a test to spoil. */
    public static JwtClaims claims(String login, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(running.url());
        claims.setSubject("subject-of-" + login);
        claims.setAudience("crm-api");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setGeneratedJwtId();
        claims.setClaim("typ", "Bearer");
        claims.setClaim("preferred_username", login);
        claims.setClaim("name", "Name of " + login);
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        claims.setStringListClaim("groups", "/company/sales/sales-central");
        return claims;
    }

    /** A good access token. */
    public static String token(String login, String... roles) {
        return sign(claims(login, roles));
    }

    public static String sign(JwtClaims claims) {
        return sign(claims, running.key);
    }

    static RsaJsonWebKey key() {
        return running.key;
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token signed by somebody who only says to be the issuer. */
    public static String forged(JwtClaims claims) {
        return sign(claims, newKey("first"));
    }

    public static java.security.PublicKey publicKey() {
        return running.key.getPublicKey();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().endsWith("/.well-known/openid-configuration")) {
            request.response().putHeader("Content-Type", "application/json").end(new JsonObject()
                    .put("issuer", url()).put("jwks_uri", url() + "/keys").put("token_endpoint", url() + "/token")
                    .put("authorization_endpoint", url() + "/authorize").put("end_session_endpoint", url() + "/end")
                    .encode());
        } else if (request.path().endsWith("/keys")) {
            request.response().putHeader("Content-Type", "application/json")
                    .end(new JsonWebKeySet(key).toJson());
        } else {
            JsonObject headers = new JsonObject();
            request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT),
                    header.getValue()));
            request.response().putHeader("Set-Cookie", "AUTH_SESSION=1").putHeader("Content-Type", "application/json")
                    .end(new JsonObject().put("service", "keycloak").put("uri", request.uri()).put("headers", headers)
                    .encode());
        }
    }
}
