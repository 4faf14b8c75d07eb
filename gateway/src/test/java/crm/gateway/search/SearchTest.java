package crm.gateway.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SearchTest {

    @BeforeEach
    void allHaveSomething() {
        holds("leads", "leads", "{\"id\":\"1\",\"firstName\":\"Ann\",\"lastName\":\"Acme\",\"company\":\"Acme Tools\"}");
        holds("opportunities", "accounts", "{\"id\":\"2\",\"name\":\"Acme\",\"type\":\"CUSTOMER\"}");
        holds("opportunities", "contacts", "{\"id\":\"3\",\"firstName\":\"Bob\",\"title\":\"Buyer\"}");
        holds("opportunities", "opportunities", "{\"id\":\"4\",\"name\":\"Acme renewal\",\"stageName\":\"Proposal\"}");
        holds("campaigns", "campaigns", "{\"id\":\"5\",\"name\":\"Placme\",\"status\":\"ACTIVE\"}");
        holds("cases", "cases", "{\"id\":\"6\",\"number\":\"CASE-7\",\"subject\":\"Acme waits\",\"status\":\"NEW\"}");
    }

    @AfterEach
    void nobodyElseIsDisturbed() {
        Surroundings.forgetWhatWasAgreed();
    }

    private static void holds(String service, String collection, String record) {
        Surroundings.service(service).answers("/api/v1/" + collection, 200, "{\"items\":[" + record + "]}");
    }

    private static ValidatableResponse search(String role, String query) {
        return given().auth().oauth2(Issuer.token(role, role)).get("/api/v1/search?" + query).then();
    }

    @Test
    void whatComesClosestIsFirst() {
        search("crm-admin", "q=acme").statusCode(200)
                .body("items.id", contains("2", "4", "1", "6", "5", "3"))
                .body("items.type", contains("account", "opportunity", "lead", "case", "campaign", "contact"))
                .body("items[2].title", equalTo("Ann Acme")).body("items[2].subtitle", equalTo("Acme Tools"))
                .body("items[3].link", equalTo("/cases/6")).body("missing", empty());
    }

    @Test
    void theListIsBoundedAndMayBeOfSomeTypes() {
        search("crm-admin", "q=acme&limit=2").body("items.id", contains("2", "4"));
        search("crm-admin", "q=acme&types=case,lead").body("items.id", contains("1", "6"));
    }

    @Test
    void aServiceIsAskedForTheFieldsThatAreShownOnly() {
        assertEquals("/api/v1/leads?q=a%26b+c&limit=20&fields=id,firstName,lastName,company,status",
                SearchedCollection.LEAD.path("a%26b+c", 20));
    }

    @Test
    void whatIsAwayIsNamed() {
        Surroundings.service("cases").answers("/api/v1/cases", 500, "{}");
        Surroundings.service("campaigns").answers("/api/v1/campaigns", 0, "");
        search("crm-admin", "q=acme").statusCode(200).body("items", hasSize(4))
                .body("missing.type", contains("campaign", "case"))
                .body("missing[0].reason", containsString("did not answer in time"));
    }

    @Test
    void aRoleFindsNothingInACollectionThatItMayNotRead() {
        search("support-agent", "q=acme").body("items.type", contains("account", "opportunity", "lead", "case", "contact"))
                .body("missing", empty());
        search("marketer", "q=acme").body("items.type", contains("account", "opportunity", "lead", "campaign", "contact"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        search("crm-admin", "q=a").statusCode(400).body("detail", containsString("2 to 200"));
        search("crm-admin", "types=lead").statusCode(400);
        search("crm-admin", "q=acme&limit=51").statusCode(400);
        search("crm-admin", "q=acme&limit=-1").statusCode(400);
        search("crm-admin", "q=acme&types=quota").statusCode(400).body("detail", containsString("lead, account"));
        given().get("/api/v1/search?q=acme").then().statusCode(401);
        given().auth().oauth2(Issuer.token("visitor")).get("/api/v1/search?q=acme").then().statusCode(403);
        given().auth().oauth2(Issuer.token("crm-admin", "crm-admin")).post("/api/v1/search?q=acme").then()
                .statusCode(405);
    }
}
