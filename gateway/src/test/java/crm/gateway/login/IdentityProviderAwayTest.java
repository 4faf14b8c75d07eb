package crm.gateway.login;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.LateIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProviderAwayTest.Away.class)
class IdentityProviderAwayTest {

    public static class Away implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LateIssuer.class));
        }
    }

    @Test
    void theGatewayComesUpWithoutItAndRecovers() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/api/docs").then().statusCode(200);
        given().contentType("application/json").body("{}").post("/api/v1/public/lead-forms/contact/submissions").then()
                .statusCode(200);
        given().auth().oauth2("a.b.c").get("/api/v1/leads").then().statusCode(503)
                .contentType("application/problem+json").header("Retry-After", equalTo("5"));
        given().get("/auth/realms/crm/account").then().statusCode(503);
        LateIssuer.arrive();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given()
                .auth().oauth2(Issuer.token("sales-rep", "sales-rep")).get("/api/v1/leads").then().statusCode(200));
        given().redirects().follow(false).get("/").then().statusCode(302);
    }
}
