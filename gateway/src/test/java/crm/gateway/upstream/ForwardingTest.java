package crm.gateway.upstream;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ForwardingTest {

    private static final String TOKEN = Issuer.token("sales-rep", "sales-rep");

    private static RequestSpecification caller() {
        return given().auth().oauth2(TOKEN);
    }

    @Test
    void aRequestReachesTheServiceOfItsCollectionWithThePathAndTheQueryItHad() {
        caller().urlEncodingEnabled(false).get("/api/v1/leads/7/conversion?filter=status%3D%3DNEW&q=a%20b").then()
                .statusCode(200)
                .body("service", equalTo("leads"))
                .body("uri", equalTo("/api/v1/leads/7/conversion?filter=status%3D%3DNEW&q=a%20b"));
        caller().get("/api/v1/accounts").then().body("service", equalTo("opportunities"));
        caller().get("/api/v1/segments").then().body("service", equalTo("campaigns"));
        caller().get("/api/v1/cases").then().body("service", equalTo("cases"));
        caller().get("/api/v1/fields").then().body("service", equalTo("governance"));
    }

    @Test
    void aCalendarIsReadWithoutALoginAndNothingElseOfItsCollectionIs() {
        given().get("/api/v1/activities/calendar.ics?token=secret").then().statusCode(200)
                .body("service", equalTo("opportunities")).body("uri", equalTo("/api/v1/activities/calendar.ics?token=secret"));
        for (String other : new String[] {"", "/calendar", "/calendar.ics/x", "/calendar.icsx", "/7"}) {
            given().get("/api/v1/activities" + other).then().statusCode(401);
        }
        caller().get("/api/v1/activities/calendar").then().statusCode(200);
    }

    @Test
    void theTokenOfTheCallerIsHandedOn() {
        caller().get("/api/v1/leads").then().body("headers.authorization", equalTo("Bearer " + TOKEN));
    }

    @Test
    void aBodyPassesUnchanged() {
        caller().contentType("application/json").header("Idempotency-Key", "k1").body("{\"lastName\":\"Ñandú 🦤\"}")
                .post("/api/v1/leads").then().statusCode(200)
                .body("method", equalTo("POST"))
                .body("body", equalTo("{\"lastName\":\"Ñandú 🦤\"}"))
                .body("headers.idempotency-key", equalTo("k1"));
    }

    @Test
    void whatAClientClaimsAboutItsOriginAndItsTraceIsNotBelieved() {
        caller().header("X-Forwarded-For", "6.6.6.6").header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil").header("Forwarded", "for=6.6.6.6").header("X-Real-IP", "6.6.6.6")
                .header("traceparent", "00-11111111111111111111111111111111-2222222222222222-01")
                .header("tracestate", "evil=1").header("baggage", "evil=1")
                .get("/api/v1/leads").then()
                .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
                .body("headers.x-forwarded-host", equalTo("crm.example.com"))
                .body("headers.x-forwarded-proto", equalTo("https"))
                .body("headers.x-forwarded-port", equalTo("443"))
                .body("headers.x-forwarded-prefix", nullValue())
                .body("headers.forwarded", nullValue())
                .body("headers.x-real-ip", nullValue())
                .body("headers.tracestate", nullValue())
                .body("headers.baggage", nullValue())
                .body("headers.traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"))
                .body("headers.traceparent", not(equalTo("00-11111111111111111111111111111111-2222222222222222-01")));
    }

    @Test
    void headersOfOneConnectionEndAtTheGateway() {
        caller().header("Connection", "keep-alive, X-Secret").header("X-Secret", "1").header("TE", "trailers")
                .header("Cookie", "other=1").header("X-Kept", "1")
                .get("/api/v1/leads").then()
                .body("headers.x-secret", nullValue())
                .body("headers.te", nullValue())
                .body("headers.cookie", nullValue())
                .body("headers.x-kept", equalTo("1"));
    }

    @Test
    void headersOfTheServiceItselfDoNotReachTheClient() {
        caller().get("/api/v1/leads?do=headers").then().statusCode(200)
                .header("Server", nullValue()).header("Set-Cookie", nullValue()).header("Keep-Alive", nullValue())
                .header("X-Hop", nullValue()).header("X-Powered-By", nullValue())
                .header("Access-Control-Allow-Origin", nullValue())
                .header("X-Frame-Options", equalTo("DENY"))
                .header("X-Kept", equalTo("yes")).header("ETag", equalTo("\"7\""));
    }

    @Test
    void answersWithoutABodyPassAsSuch() {
        caller().get("/api/v1/leads?do=nothing").then().statusCode(204).header("Transfer-Encoding", nullValue());
        caller().get("/api/v1/leads?do=unmodified").then().statusCode(304).header("ETag", equalTo("\"3\""));
        caller().head("/api/v1/leads").then().statusCode(200);
        caller().get("/api/v1/leads").then().statusCode(200);
    }

    @Test
    void dotsInAPathCannotLeadOutOfACollection() {
        caller().urlEncodingEnabled(false).get("/api/v1/leads/%2e%2e/audit").then().statusCode(403);
        caller().urlEncodingEnabled(false).get("/api/v1/leads/../../../q/metrics").then().statusCode(403);
        caller().urlEncodingEnabled(false).get("/api/v1//leads").then().statusCode(200)
                .body("uri", equalTo("/api/v1/leads"));
    }

    @Test
    void aLongAnswerIsCompressedForWhoAcceptsIt() {
        caller().header("Accept-Encoding", "gzip").get("/api/v1/leads?do=large").then()
                .header("Content-Encoding", equalTo("gzip")).body("padding", notNullValue());
        caller().header("Accept-Encoding", "gzip").get("/api/v1/leads").then().header("Content-Encoding", nullValue());
    }

    @Test
    void unknownPathsAndMethodsAreProblems() {
        caller().get("/api/v1/unicorns").then().statusCode(404).contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:not-found")).body("traceId", matchesPattern("[0-9a-f]{32}"));
        caller().get("/api/unicorns").then().statusCode(404).contentType("application/problem+json");
        caller().request("TRACE", "/api/v1/leads").then().statusCode(405);
        caller().post("/api/v1/me").then().statusCode(405);
    }

    @Test
    void onlyTheRealmOfThePlatformIsReachedAtTheIdentityProvider() {
        given().cookie("q_session", "secret").cookie("KC", "1")
                .get("/auth/realms/crm/protocol/openid-connect/auth?x=1").then()
                .statusCode(200).body("service", equalTo("keycloak"))
                .body("headers.cookie", equalTo("KC=1"))
                .body("headers.x-forwarded-host", equalTo("crm.example.com"))
                .header("Set-Cookie", equalTo("AUTH_SESSION=1"));
        given().get("/auth/resources/abc/login.css").then().statusCode(200);
        given().get("/auth/realms/master/protocol/openid-connect/auth").then().statusCode(404);
        given().get("/auth/admin/master/console/").then().statusCode(404);
        given().urlEncodingEnabled(false).get("/auth/realms/crm/../../admin/realms/crm/users").then().statusCode(404);
        given().urlEncodingEnabled(false).get("/auth/realms/crm/%2e%2e/master/account").then().statusCode(404);
    }
}
