package crm.gateway.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class TokensTest {

    private static void refused(String token) {
        int before = Surroundings.service("leads").received();
        for (int attempt = 0; attempt < 2; attempt++) {
            given().header("Authorization", "Bearer " + token).get("/api/v1/leads").then().statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("type", equalTo("urn:crm:problem:unauthenticated"));
        }
        assertEquals(before, Surroundings.service("leads").received(), "the service was asked");
    }

    @Test
    void aGoodTokenTellsWhoIsCalling() {
        given().auth().oauth2(Issuer.token("sales-rep", "sales-rep", "offline_access")).get("/api/v1/me").then()
                .statusCode(200).contentType("application/json")
                .body("login", equalTo("sales-rep")).body("name", equalTo("Name of sales-rep"))
                .body("roles", contains("sales-rep")).body("team", equalTo("sales-central"))
                .body("teams", contains("sales-central")).body("groups", contains("/company/sales/sales-central"));
    }

    @Test
    void withoutATokenNobodyIsCalling() {
        given().get("/api/v1/leads").then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Basic YTpi").get("/api/v1/leads").then().statusCode(401);
        given().header("Authorization", "Bearer ").get("/api/v1/leads").then().statusCode(401);
        given().cookie("q_session", "made-up").get("/api/v1/leads").then().statusCode(401);
    }

    @Test
    void aForgedTokenIsRefused() {
        refused(Issuer.forged(Issuer.claims("crm-admin", "crm-admin")));
    }

    @Test
    void aTokenWithAChangedPayloadIsRefused() {
        String[] parts = Issuer.token("sales-rep", "sales-rep").split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"sales-rep\"", "\"crm-admin\"");
        refused(parts[0] + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + "." + parts[2]);
    }

    @Test
    void anExpiredTokenIsRefused() {
        JwtClaims claims = Issuer.claims("sales-rep", "sales-rep");
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        refused(Issuer.sign(claims));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        JwtClaims claims = Issuer.claims("sales-rep", "sales-rep");
        claims.setAudience("another-api");
        refused(Issuer.sign(claims));
        claims.setAudience(List.of());
        refused(Issuer.sign(claims));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        JwtClaims claims = Issuer.claims("sales-rep", "sales-rep");
        claims.setIssuer("https://issuer.example.com/realms/crm");
        refused(Issuer.sign(claims));
    }

    @Test
    void anIdTokenIsRefused() {
        JwtClaims claims = Issuer.claims("sales-rep", "sales-rep");
        claims.setClaim("typ", "ID");
        refused(Issuer.sign(claims));
        claims.setAudience("crm-gateway");
        refused(Issuer.sign(claims));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String payload = encoder.encodeToString(Issuer.claims("crm-admin", "crm-admin").toJson()
                .getBytes(StandardCharsets.UTF_8));
        refused(header + "." + payload + ".");
        refused(header + "." + payload + "." + encoder.encodeToString("x".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(Issuer.claims("crm-admin", "crm-admin").toJson());
        signature.setKey(new HmacKey(Issuer.publicKey().getEncoded()));
        signature.setKeyIdHeaderValue("first");
        signature.setAlgorithmHeaderValue("HS256");
        refused(signature.getCompactSerialization());
    }

    @Test
    void aTokenThatExpiresWhileItIsRememberedIsRefusedThen() {
        JwtClaims claims = Issuer.claims("sales-rep", "sales-rep");
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + 2));
        String token = Issuer.sign(claims);
        given().auth().oauth2(token).get("/api/v1/leads").then().statusCode(200);
        org.awaitility.Awaitility.await().untilAsserted(() ->
                given().auth().oauth2(token).get("/api/v1/leads").then().statusCode(401));
    }

    @Test
    void somebodyWithoutARoleGetsNoFurtherThanToKnowWhoTheyAre() {
        String token = Issuer.token("visitor", "offline_access");
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
        given().auth().oauth2(token).get("/api/v1/leads").then().statusCode(403)
                .contentType("application/problem+json");
        given().auth().oauth2(token).get("/api/v1/imports/leads-1").then().statusCode(403);
        given().auth().oauth2(token).get("/api/v1/status").then().statusCode(403);
    }

    @Test
    void metricsAreForOperators() {
        given().get("/q/metrics").then().statusCode(401);
        given().auth().oauth2(Issuer.token("sales-rep", "sales-rep")).get("/q/metrics").then().statusCode(403);
        given().auth().oauth2(Issuer.token("crm-admin", "crm-admin")).get("/q/metrics").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
