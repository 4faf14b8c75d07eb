package crm.governance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.CommittedOpenApi;
import crm.governance.testing.GovernanceParts;
import org.junit.jupiter.api.Test;

@GovernanceParts
class GovernanceServiceTest {

    @Test
    void itIsAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itsOpenApiIsTheCommittedOne() throws Exception {
        CommittedOpenApi.isWhatTheServiceAnswers("governance");
    }
}
