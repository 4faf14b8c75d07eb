package crm.opportunities;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.CommittedOpenApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ServiceTest {

    @Test
    void itIsAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itsOpenApiIsTheCommittedOne() throws Exception {
        CommittedOpenApi.isWhatTheServiceAnswers("opportunities");
    }
}
