package crm.opportunities.contact;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ContactsTest {

    @Test
    void addressesAreKeptInLowerCaseAndOnce() {
        JsonNode contact = created("sales-rep", "contacts",
                "{\"lastName\":\"Özdemir\",\"emails\":[\"Ann@Acme.example\",\"ann@acme.example\",\"a.o@acme.example\"],\"phones\":[\"+49 30 5550100\"]}");

        assertThat(contact.path("emails").toString()).isEqualTo("[\"ann@acme.example\",\"a.o@acme.example\"]");
        assertThat(contact.path("phones").toString()).isEqualTo("[\"+49 30 5550100\"]");
    }

    @Test
    void somethingThatIsNoAddressIsRefused() {
        assertRefused(Callers.as("sales-rep").body("{\"lastName\":\"O\",\"emails\":[\"nobody\"]}").post("/api/v1/contacts"), "/emails");
        assertRefused(Callers.as("sales-rep").body("{\"lastName\":\"O\",\"phones\":[\"call me\"]}").post("/api/v1/contacts"), "/phones");
        assertRefused(Callers.as("sales-rep").body("{\"lastName\":\"O\",\"timezone\":\"Moon/Crater\"}").post("/api/v1/contacts"), "/timezone");
    }

    @Test
    void aLongAddressHasRoom() {
        String address = "a".repeat(64) + "@" + "b".repeat(60) + "." + "c".repeat(60) + ".example";

        JsonNode contact = created("sales-rep", "contacts", "{\"emails\":[\"" + address + "\"]}");

        assertThat(contact.at("/emails/0").asText()).isEqualTo(address);
    }

    @Test
    void somebodyWithoutNameAndAddressIsNoContact() {
        assertRefused(Callers.as("sales-rep").body("{\"title\":\"CEO\"}").post("/api/v1/contacts"), "/lastName");
        JsonNode contact = created("sales-rep", "contacts", "{\"firstName\":\"Ann\"}");
        assertRefused(patched("sales-rep", "contacts", contact, "{\"firstName\":null}"), "/lastName");
    }

    @Test
    void theAccountHasToBeInUse() {
        JsonNode account = Given.account("sales-rep", unique("Acme"));
        String body = "{\"lastName\":\"O\",\"accountId\":\"" + account.path("id").asText() + "\"}";
        JsonNode contact = created("sales-rep", "contacts", body);
        Callers.as("sales-rep").header("If-Match", "*").delete("/api/v1/accounts/" + account.path("id").asText()).then().statusCode(200);

        assertRefused(Callers.as("sales-rep").body(body).post("/api/v1/contacts"), "/accountId");
        assertRefused(patched("sales-rep", "contacts", contact, "{\"accountId\":\"" + UUID.randomUUID() + "\"}"), "/accountId");
        assertThat(patched("sales-rep", "contacts", contact, "{\"title\":\"CEO\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyReportsToThemselves() {
        JsonNode boss = created("sales-rep", "contacts", "{\"lastName\":\"Boss\"}");
        JsonNode clerk = created("sales-rep", "contacts", "{\"lastName\":\"Clerk\",\"reportsToId\":\"" + boss.path("id").asText() + "\"}");

        assertRefused(patched("sales-rep", "contacts", boss, "{\"reportsToId\":\"" + clerk.path("id").asText() + "\"}"), "/reportsToId");
    }

    @ParameterizedTest
    @CsvSource({"sales-rep, 1980-02-29", "success-manager, 1980-02-29", "compliance-officer, 1980-02-29", "marketer, ***",
        "marketing-manager, ***", "support-agent, ***", "support-manager, ***", "executive, ***"})
    void theBirthdateIsShownToThoseWhoNeedIt(String role, String shown) {
        JsonNode contact = created("sales-rep", "contacts", "{\"lastName\":\"Leap\",\"birthdate\":\"1980-02-29\"}");

        assertThat(Given.read(role, "contacts", contact).path("birthdate").asText()).isEqualTo(shown);
    }

    private static void assertRefused(Response response, String pointer) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }
}
