package crm.gateway.upstream;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@TestProfile(SpoiledServicesTest.Impatient.class)
class SpoiledServicesTest {

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("crm.gateway.upstream.response-timeout", "300ms",
                    "crm.gateway.upstream.file-timeout", "1500ms",
                    "crm.gateway.breaker.requests", "4",
                    "crm.gateway.breaker.pause", "1s",
                    // Nobody listens there.
                    "crm.gateway.addresses.campaigns", "http://localhost:1");
        }
    }

    private static final String TOKEN = Issuer.token("crm-admin", "crm-admin");

    @TestHTTPResource
    URI gateway;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void closeBreakers() {
        CircuitBreakerMaintenance.get().resetAll();
    }

    private static int statusOf(String path) {
        return given().auth().oauth2(TOKEN).get(path).statusCode();
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsAnsweredForAndAskedOnce() {
        int before = Surroundings.service("cases").received();
        given().auth().oauth2(TOKEN).get("/api/v1/cases?do=hang").then().statusCode(504)
                .contentType("application/problem+json").body("detail", containsString("cases"));
        assertEquals(before + 1, Surroundings.service("cases").received());
        await().untilAsserted(() -> assertTrue(Surroundings.service("cases").aborted() > 0, "the request still hangs"));
    }

    @Test
    void filesGetMoreTime() {
        long begun = System.nanoTime();
        given().auth().oauth2(TOKEN).get("/api/v1/cases/export?do=hang").then().statusCode(504);
        assertTrue(System.nanoTime() - begun > 1_400_000_000L);
    }

    @Test
    void aServiceThatIsAwayIsNamed() {
        given().auth().oauth2(TOKEN).get("/api/v1/campaigns").then().statusCode(503)
                .header("Retry-After", equalTo("2"))
                .contentType("application/problem+json").body("detail", equalTo("The campaigns service is away."));
    }

    @Test
    void aServiceThatDiesWhileItAnswersIsAway() {
        given().auth().oauth2(TOKEN).post("/api/v1/cases?do=cut").then().statusCode(503)
                .contentType("application/problem+json").body("detail", containsString("Idempotency-Key"));
    }

    @Test
    void anErrorOfAServiceIsHandedOn() {
        given().auth().oauth2(TOKEN).get("/api/v1/cases?do=fail").then().statusCode(500)
                .body("service", equalTo("cases"));
    }

    @Test
    void aServiceThatFailsRepeatedlyIsLeftAloneAndTheOthersAreNot() {
        for (int request = 0; request < 4; request++) {
            assertEquals(504, statusOf("/api/v1/leads?do=hang"));
        }
        int before = Surroundings.service("leads").received();
        assertEquals(1, metrics.get("crm.gateway.breaker.open").tag("upstream", "leads").gauge().value());
        given().auth().oauth2(TOKEN).get("/api/v1/leads").then().statusCode(503)
                .header("Retry-After", equalTo("1")).contentType("application/problem+json")
                .body("detail", containsString("leads"));
        assertEquals(before, Surroundings.service("leads").received());
        assertEquals(200, statusOf("/api/v1/accounts"));
        await().untilAsserted(() -> assertEquals(200, statusOf("/api/v1/leads")));
        assertEquals(0, metrics.get("crm.gateway.breaker.open").tag("upstream", "leads").gauge().value());
    }

    @Test
    void clientsThatGoAwayDoNotSpeakAgainstAService() throws IOException {
        int aborted = Surroundings.service("governance").aborted();
        for (int client = 0; client < 12; client++) {
            int before = Surroundings.service("governance").received();
            try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
                socket.getOutputStream().write(("GET /api/v1/fields?do=hang HTTP/1.1\r\nHost: x\r\n"
                        + "Authorization: Bearer " + TOKEN + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                await().until(() -> Surroundings.service("governance").received() > before);
            }
        }
        await().untilAsserted(() -> assertEquals(aborted + 12, Surroundings.service("governance").aborted()));
        assertEquals(200, statusOf("/api/v1/fields"));
    }
}
