package crm.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
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
@TestProfile(FindOwnerTest.CampaignsAway.class)
class FindOwnerTest {

    public static class CampaignsAway implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("crm.gateway.addresses.campaigns", "http://localhost:1");
        }
    }

    private static final String TOKEN = Issuer.token("crm-admin", "crm-admin");

    @Test
    void anImportIsFoundWhereItRuns() {
        given().auth().oauth2(TOKEN).get("/api/v1/imports/opportunities-1").then().statusCode(200)
                .body("service", equalTo("opportunities"));
        given().auth().oauth2(TOKEN).get("/api/v1/imports/opportunities-1/errors?format=csv").then().statusCode(200)
                .body("uri", equalTo("/api/v1/imports/opportunities-1/errors?format=csv"));
        given().auth().oauth2(TOKEN).contentType("application/json").body("{\"reason\":\"wrong file\"}")
                .post("/api/v1/imports/governance-1/reversal").then().statusCode(200)
                .body("service", equalTo("governance")).body("method", equalTo("POST"))
                .body("body", equalTo("{\"reason\":\"wrong file\"}"));
    }

    @Test
    void theOwnerOfAnImportIsAskedForOnce() {
        given().auth().oauth2(TOKEN).get("/api/v1/imports/cases-2").then().statusCode(200);
        int before = Surroundings.service("leads").received();
        given().auth().oauth2(TOKEN).get("/api/v1/imports/cases-2").then().statusCode(200)
                .body("service", equalTo("cases"));
        assertEquals(before, Surroundings.service("leads").received());
    }

    @Test
    void anExplanationComesFromTheServiceThatKnowsTheRecord() {
        given().auth().oauth2(TOKEN).get("/api/v1/access/explanation?user=sales-rep&record=governance-3").then()
                .statusCode(200).body("service", equalTo("governance"));
    }

    @Test
    void whatNobodyKnowsIsNotMissingForSureWhileAServiceIsAway() {
        given().auth().oauth2(TOKEN).get("/api/v1/imports/nobody").then().statusCode(503)
                .contentType("application/problem+json").body("detail", containsString("campaigns"));
        given().auth().oauth2(TOKEN).get("/api/v1/imports").then().statusCode(404);
    }

    @Test
    void withoutABrokerThereAreNoChangesToFollowAndAllElseWorks() {
        given().auth().oauth2(TOKEN).get("/api/v1/stream").then().statusCode(503).header("Retry-After", equalTo("5"));
        given().auth().oauth2(TOKEN).get("/api/v1/leads").then().statusCode(200);
    }
}
