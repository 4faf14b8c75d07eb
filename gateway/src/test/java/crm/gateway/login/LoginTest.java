package crm.gateway.login;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.gateway.surroundings.RealLogin;
import crm.local.keycloak.Tokens;
import crm.local.testing.Logins;
import crm.local.testing.TestParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logging in and out with the real identity provider, reached through the gateway as people reach it. */
@QuarkusTest
@TestProfile(LoginTest.Real.class)
class LoginTest {

    public static class Real implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealLogin.class));
        }
    }

    private final TestParts parts = TestParts.shared();
    private final URI gateway = URI.create(parts.publicUrl());
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whoIsNotLoggedInIsSentToTheLoginByAPageAndRefusedByTheApi() {
        given().baseUri(gateway.toString()).redirects().follow(false).get("/").then().statusCode(302)
                .header("Location", containsString(gateway + "/auth/realms/crm/protocol/openid-connect/auth"))
                .header("Location", containsString("code_challenge_method=S256"));
        given().baseUri(gateway.toString()).get("/api/v1/leads").then().statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void theFirstPageTellsWhoIsLoggedInAndWhatRuns() throws Exception {
        Browser browser = new Browser(gateway);
        HttpResponse<String> page = browser.logIn("/status", "sales-rep");
        assertEquals(200, page.statusCode(), page.body());
        assertEquals("/status", page.uri().getPath());
        assertTrue(page.body().contains("sales-rep"), page.body());
        assertTrue(page.body().contains("sales-central"), page.body());
        assertEquals(5, page.body().split(">running<", -1).length - 1, page.body());
        assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().contains("script-src 'self'"));
    }

    @Test
    void theSessionIsACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
        Browser browser = new Browser(gateway);
        browser.logIn("/status", "sales-rep");
        assertFalse(browser.sessionCookies().isEmpty());
        browser.sessionCookies().forEach(cookie -> assertTrue(cookie.isHttpOnly(), cookie.getName()));
        assertFalse(browser.copiedCookies().contains("eyJhbGciOiJSUzI1NiIs"), "a token can be read in the cookie");
    }

    @Test
    void theApiKnowsWhoIsLoggedInAndTheServiceGetsATokenInsteadOfTheCookie() throws Exception {
        Browser browser = new Browser(gateway);
        browser.logIn("/status", "sales-manager");
        JsonNode me = json.readTree(browser.open("/api/v1/me").body());
        assertEquals("sales-manager", me.get("login").asText());
        assertEquals("sales", me.get("team").asText());
        assertEquals("/company/sales", me.get("groups").get(0).asText());
        assertEquals("[\"sales-manager\"]", me.get("roles").toString());
        JsonNode seen = json.readTree(browser.open("/api/v1/leads").body()).get("headers");
        assertTrue(seen.get("authorization").asText().startsWith("Bearer ey"));
        assertFalse(seen.has("cookie"));
    }

    @Test
    void aChangeBySessionNeedsOurHeaderAndOurOrigin() throws Exception {
        Browser browser = new Browser(gateway);
        browser.logIn("/status", "sales-rep");
        assertEquals(403, browser.send("POST", "/api/v1/leads").statusCode());
        assertEquals(403, browser.send("POST", "/api/v1/leads", "X-CRM-Request", "1").statusCode());
        assertEquals(403, browser.send("POST", "/api/v1/leads", "Origin", gateway.toString()).statusCode());
        assertEquals(403, browser.send("POST", "/api/v1/leads", "X-CRM-Request", "1", "Origin", "https://evil.example")
                .statusCode());
        HttpResponse<String> ours = browser.send("POST", "/api/v1/leads", "X-CRM-Request", "1", "Origin",
                gateway.toString());
        assertEquals(200, ours.statusCode(), ours.body());
        assertEquals(403, browser.send("POST", "/api/v1/fields", "X-CRM-Request", "1", "Origin", gateway.toString())
                .statusCode());
    }

    @Test
    void whoLoggedOutIsOutAlsoWithACopyOfTheCookie() throws Exception {
        Browser browser = new Browser(gateway);
        browser.logIn("/status", "marketer");
        String copy = browser.copiedCookies();
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(200);
        assertEquals(405, browser.open("/logout").statusCode());
        assertEquals(403, browser.send("POST", "/logout", "Origin", "https://evil.example").statusCode());
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(200);
        given().baseUri(gateway.toString()).redirects().follow(false).header("Cookie", copy)
                .header("Origin", gateway.toString())
                .post("/logout").then().statusCode(302)
                .header("Location", containsString("/auth/realms/crm/protocol/openid-connect/logout"));
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(401);
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void aSessionThatTheIdentityProviderEndsIsOver() throws Exception {
        // The realm of the tests may have been made before it knew where to call.
        setClientAttribute("backchannel.logout.url", gateway + "/logout/backchannel");
        Browser browser = new Browser(gateway);
        browser.logIn("/status", "support-agent");
        String copy = browser.copiedCookies();
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(200)
                .body("login", equalTo("support-agent"));
        JsonNode user = administer("GET", "/users?exact=true&username=support-agent", null).get(0);
        administer("POST", "/users/" + user.get("id").asText() + "/logout", json.createObjectNode());
        await().untilAsserted(() -> given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me")
                .then().statusCode(401));
        given().baseUri(gateway.toString()).header("Cookie", copy).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void aSessionIsRenewedBeforeItsTokenExpires() throws Exception {
        setClientAttribute("access.token.lifespan", "22");
        try {
            Browser browser = new Browser(gateway);
            browser.logIn("/status", "success-manager");
            String first = browser.copiedCookies();
            String token = json.readTree(browser.open("/api/v1/leads").body()).get("headers").get("authorization")
                    .asText();
            await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                assertEquals(200, browser.open("/api/v1/me").statusCode());
                assertNotEquals(first, browser.copiedCookies());
            });
            assertNotEquals(token, json.readTree(browser.open("/api/v1/leads").body()).get("headers")
                    .get("authorization").asText());
        } finally {
            setClientAttribute("access.token.lifespan", "");
        }
    }

    @Test
    void aTokenOfTheRealmIsTakenAndItsIdTokenIsNot() {
        given().baseUri(gateway.toString()).auth().oauth2(parts.accessToken("executive")).get("/api/v1/me").then()
                .statusCode(200).body("login", equalTo("executive"));
        given().baseUri(gateway.toString()).auth().oauth2(parts.integrationToken()).get("/api/v1/me").then()
                .statusCode(200).body("roles", equalTo(List.of("integration")));
        JsonNode answer = Logins.alone(() -> parts.tokens().request(Map.of("grant_type", "password", "client_id", "crm-cli",
                "username", "crm-admin", "password", "crm", "scope", "openid")));
        given().baseUri(gateway.toString()).auth().oauth2(answer.get("id_token").asText()).get("/api/v1/me").then()
                .statusCode(401);
        given().baseUri(gateway.toString()).auth().oauth2(answer.get("refresh_token").asText()).get("/api/v1/me")
                .then().statusCode(401);
        String otherRealm = new Tokens(parts.keycloakUrl() + "/realms/master")
                .ofUser("admin-cli", parts.keycloak().user(), parts.keycloak().password());
        given().baseUri(gateway.toString()).auth().oauth2(otherRealm).get("/api/v1/me").then().statusCode(401);
    }

    private void setClientAttribute(String name, String value) {
        ObjectNode client = (ObjectNode) administer("GET", "/clients?clientId=crm-gateway", null).get(0);
        ((ObjectNode) client.get("attributes")).put(name, value);
        administer("PUT", "/clients/" + client.get("id").asText(), client);
    }

    private JsonNode administer(String method, String path, JsonNode body) {
        String token = new Tokens(parts.keycloakUrl() + "/realms/master")
                .ofUser("admin-cli", parts.keycloak().user(), parts.keycloak().password());
        var request = given().urlEncodingEnabled(false).auth().oauth2(token).contentType("application/json");
        if (body != null) {
            request.body(body.toString());
        }
        String answer = request.request(method, parts.keycloakUrl() + "/admin/realms/crm" + path).then()
                .statusCode(org.hamcrest.Matchers.lessThan(300)).extract().asString();
        try {
            return answer.isEmpty() ? json.nullNode() : json.readTree(answer);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
