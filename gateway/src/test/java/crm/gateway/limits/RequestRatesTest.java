package crm.gateway.limits;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@TestProfile(RequestRatesTest.Strict.class)
class RequestRatesTest {

    public static class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("crm.gateway.rates.user-burst", "5", "crm.gateway.rates.user-per-second", "1",
                    "crm.gateway.rates.public-per-minute", "3");
        }
    }

    @Test
    void oneUserMayOnlyAskSoMuchAndTheOthersDoNotSuffer() {
        String busy = Issuer.token("busy", "sales-rep");
        for (int request = 0; request < 5; request++) {
            assertEquals(200, given().auth().oauth2(busy).get("/api/v1/leads").statusCode());
        }
        given().auth().oauth2(busy).get("/api/v1/leads").then().statusCode(429)
                .contentType("application/problem+json").header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:crm:problem:too-many-requests"));
        given().auth().oauth2(Issuer.token("busy", "sales-rep")).get("/api/v1/leads").then().statusCode(429);
        given().auth().oauth2(Issuer.token("calm", "sales-rep")).get("/api/v1/leads").then().statusCode(200);
    }

    @Test
    void thePublicNeedsNoLoginAndIsCountedByAddress() {
        for (int request = 0; request < 3; request++) {
            given().contentType("application/json").body("{}").post("/api/v1/public/lead-forms/contact/submissions")
                    .then()
                    .statusCode(200).body("service", equalTo("leads"));
        }
        given().contentType("application/json").body("{}").post("/api/v1/public/lead-forms/contact/submissions").then()
                .statusCode(429);
        given().post("/api/v1/public/leads").then().statusCode(404);
    }
}
