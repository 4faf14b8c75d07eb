package crm.chassis.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.Callers;
import crm.chassis.testing.PlatformParts;
import crm.chassis.testing.RefusedTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class RefusedTokensTest {

    @Test
    void aTokenThatIsNotWhatItSeemsIsRefused() throws Exception {
        Callers.as("crm-admin").get("/api/v1/tiles").then().statusCode(200);
        for (Map.Entry<String, String> token : RefusedTokens.all().entrySet()) {
            int status = given().auth().oauth2(token.getValue()).get("/api/v1/tiles").statusCode();
            org.assertj.core.api.Assertions.assertThat(status).as(token.getKey()).isEqualTo(401);
        }
    }

    @Test
    void theRefusalIsAProblemLikeAnyOther() {
        given().auth().oauth2("nonsense").get("/api/v1/tiles").then().statusCode(401).contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:unauthenticated")).header("WWW-Authenticate", "Bearer");
        given().get("/api/v1/tiles").then().statusCode(401).contentType("application/problem+json");
    }
}
