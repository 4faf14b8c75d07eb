package crm.gateway.customer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class CustomerTest {

    private final String id = UUID.randomUUID().toString();
    private final String token = Issuer.token("sales-rep", "sales-rep");

    @AfterEach
    void nobodyElseIsDisturbed() {
        Surroundings.forgetWhatWasAgreed();
    }

    private ValidatableResponse customer() {
        return given().auth().oauth2(token).get("/api/v1/customers/" + id).then();
    }

    @Test
    void theWholeCustomerComesFromAllServicesWithTheCallersOwnRights() {
        customer().statusCode(200).header("Cache-Control", "no-store").body("accountId", equalTo(id))
                .body("parts", aMapWithSize(12))
                .body("parts.account.state", equalTo("OK"))
                .body("parts.account.data.uri", equalTo("/api/v1/accounts/" + id))
                .body("parts.account.data.headers.authorization", equalTo("Bearer " + token))
                .body("parts.openOpportunities.data.uri", containsString(
                        "filter=accountId%3D%3D" + id + "%3BclosedAt%3Dnull%3Dtrue&sort=-updatedAt&limit=50"))
                .body("parts.closedOpportunities.data.uri", containsString("closedAt%3Dnull%3Dfalse"))
                .body("parts.activities.data.uri", containsString("filter=relatedTo%3D%3Daccount%3A" + id))
                .body("parts.commitments.data.uri", equalTo("/api/v1/commitments?filter=accountId%3D%3D" + id + "%3Bstatus%3D%3DOPEN&sort=dueOn&limit=50"))
                .body("parts.cases.data.service", equalTo("cases"))
                .body("parts.health.data.uri", equalTo("/api/v1/health/" + id))
                .body("parts.touches.data.service", equalTo("campaigns"))
                .body("parts.timeline.data.uri", equalTo("/api/v1/timeline?accountId=" + id + "&limit=50"))
                .body("parts.quality.data.headers.authorization", equalTo("Bearer " + token));
    }

    @Test
    void aPartThatIsRefusedMissingOrBrokenIsNamedAndTheRestIsThere() {
        Surroundings.service("cases").answers("/api/v1/health/" + id, 404, "{}");
        Surroundings.service("opportunities").answers("/api/v1/accounts/" + id, 200, "{\"name\":\"Acme\"}");
        customer().statusCode(200)
                .body("parts.health.state", equalTo("NOT_FOUND")).body("parts.health.data", nullValue())
                .body("parts.account.data.name", equalTo("Acme"));
        Surroundings.service("cases").answers("/api/v1/health/" + id, 403, "{}");
        customer().body("parts.health.state", equalTo("FORBIDDEN")).body("parts.cases.state", equalTo("OK"));
        Surroundings.service("cases").answers("/api/v1/health/" + id, 500, "{}");
        customer().body("parts.health.state", equalTo("UNAVAILABLE"))
                .body("parts.health.reason", equalTo("The cases service answered 500."));
        Surroundings.service("cases").answers("/api/v1/health/" + id, 200, "not JSON");
        customer().body("parts.health.state", equalTo("UNAVAILABLE"));
        Surroundings.service("cases").answers("/api/v1/health/" + id, 200, "{\"a\":\"" + "x".repeat(1_100_000) + "\"}");
        customer().body("parts.health.reason", equalTo("The cases service answered with too much."));
    }

    @Test
    void aPartThatDoesNotComeInTimeDoesNotHoldUpTheRest() {
        Surroundings.service("cases").answers("/api/v1/health/" + id, 0, "");
        customer().statusCode(200).time(lessThan(10_000L)).body("parts.health.state", equalTo("UNAVAILABLE"))
                .body("parts.health.reason", equalTo("The cases service did not answer in time."))
                .body("parts.cases.state", equalTo("OK"));
    }

    @Test
    void consentsAreThoseOfTheContacts() {
        Surroundings.service("governance").answers("/api/v1/consents", 200, "{\"items\":[{\"purpose\":\"NEWS\"}]}");
        Surroundings.service("opportunities").answers("/api/v1/contacts", 200,
                "{\"items\":[{\"id\":\"" + id + "\"},{\"id\":\"" + id + "\"}]}");
        customer().body("parts.consents.state", equalTo("OK")).body("parts.consents.data.items", hasSize(2))
                .body("parts.consents.data.items[0].purpose", equalTo("NEWS"));
        Surroundings.service("opportunities").answers("/api/v1/contacts", 403, "{}");
        customer().body("parts.contacts.state", equalTo("FORBIDDEN"))
                .body("parts.consents.state", equalTo("FORBIDDEN"));
    }

    @Test
    void withoutTheAccountThereIsNoCustomer() {
        Surroundings.service("opportunities").answers("/api/v1/accounts/" + id, 404, "{}");
        customer().statusCode(404).contentType("application/problem+json");
        Surroundings.service("opportunities").answers("/api/v1/accounts/" + id, 403, "{}");
        customer().statusCode(404);
        given().auth().oauth2(token).get("/api/v1/customers/acme").then().statusCode(404);
        given().auth().oauth2(token).get("/api/v1/customers").then().statusCode(404);
    }

    @Test
    void aRoleThatMayNotReadACollectionIsNotAskedFor() {
        given().auth().oauth2(Issuer.token("marketer", "marketer")).get("/api/v1/customers/" + id).then()
                .statusCode(200).body("parts.cases.state", equalTo("FORBIDDEN"))
                .body("parts.touches.state", equalTo("OK"));
        given().auth().oauth2(Issuer.token("support-agent", "support-agent")).get("/api/v1/customers/" + id).then()
                .statusCode(200).body("parts.touches.state", equalTo("FORBIDDEN"))
                .body("parts.cases.state", equalTo("OK"));
    }

    @Test
    void nobodyComesInWithoutARoleOrALogin() {
        given().get("/api/v1/customers/" + id).then().statusCode(401);
        given().auth().oauth2(Issuer.token("visitor")).get("/api/v1/customers/" + id).then().statusCode(403);
        given().auth().oauth2(token).post("/api/v1/customers/" + id).then().statusCode(405);
    }
}
