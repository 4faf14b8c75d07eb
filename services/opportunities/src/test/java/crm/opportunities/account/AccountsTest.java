package crm.opportunities.account;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class AccountsTest {

    @Test
    void theDomainComesFromTheWebsite() {
        JsonNode account = created("sales-rep", "accounts", "{\"name\":\"" + unique("Acme") + "\",\"website\":\"https://www.Acme.example/en\"}");

        assertThat(account.path("domain").asText()).isEqualTo("acme.example");
        assertThat(account.path("type").asText()).isEqualTo("PROSPECT");
        assertThat(account.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(account.path("team").asText()).isEqualTo("sales-central");
    }

    @Test
    void aDomainThatEverybodyHasAnAddressAtIsNoAccountsOwn() {
        JsonNode account = created("sales-rep", "accounts", "{\"name\":\"" + unique("Acme") + "\",\"email\":\"Info@Gmail.com\"}");
        assertThat(account.has("domain")).isFalse();
        assertThat(account.path("email").asText()).isEqualTo("info@gmail.com");

        assertRefused(patched("sales-rep", "accounts", account, "{\"domain\":\"gmail.com\"}"), "/domain");
        assertRefused(patched("sales-rep", "accounts", account, "{\"domain\":\"no domain\"}"), "/domain");
    }

    @Test
    void theParentHasToBeThere() {
        String body = "{\"name\":\"" + unique("Acme") + "\",\"parentId\":\"" + UUID.randomUUID() + "\"}";

        assertRefused(Callers.as("sales-rep").body(body).post("/api/v1/accounts"), "/parentId");
    }

    @Test
    void noAccountStandsAboveItself() {
        JsonNode top = Given.account("sales-rep", unique("Top"));
        JsonNode middle = created("sales-rep", "accounts", "{\"name\":\"" + unique("Middle") + "\",\"parentId\":\"" + id(top) + "\"}");
        JsonNode bottom = created("sales-rep", "accounts", "{\"name\":\"" + unique("Bottom") + "\",\"parentId\":\"" + id(middle) + "\"}");

        assertRefused(patched("sales-rep", "accounts", top, "{\"parentId\":\"" + id(bottom) + "\"}"), "/parentId");
        assertRefused(patched("sales-rep", "accounts", top, "{\"parentId\":\"" + id(top) + "\"}"), "/parentId");
        assertThat(patched("sales-rep", "accounts", bottom, "{\"parentId\":\"" + id(top) + "\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aBulkMayReferToWhatItBringsAndMakesNoCircle() {
        String top = UUID.randomUUID().toString();
        String bottom = UUID.randomUUID().toString();
        JsonNode created = json(Callers.as("sales-rep").body("{\"operations\":["
                + "{\"op\":\"create\",\"record\":{\"id\":\"" + top + "\",\"name\":\"" + unique("Top") + "\"}},"
                + "{\"op\":\"create\",\"record\":{\"id\":\"" + bottom + "\",\"name\":\"" + unique("Bottom") + "\",\"parentId\":\"" + top + "\"}}]}")
                .post("/api/v1/accounts/bulk"));
        assertThat(created.path("results")).extracting(result -> result.path("status").asInt()).as(created.toString()).containsExactly(201, 201);

        JsonNode changed = json(Callers.as("sales-rep").body("{\"operations\":["
                + "{\"op\":\"update\",\"id\":\"" + bottom + "\",\"patch\":{\"parentId\":null}},"
                + "{\"op\":\"update\",\"id\":\"" + top + "\",\"patch\":{\"parentId\":\"" + bottom + "\"}},"
                + "{\"op\":\"update\",\"id\":\"" + bottom + "\",\"patch\":{\"parentId\":\"" + top + "\"}}]}").post("/api/v1/accounts/bulk"));
        assertThat(changed.path("results")).extracting(result -> result.path("status").asInt()).as(changed.toString()).containsExactly(200, 200, 422);
        assertThat(json(Callers.as("sales-rep").get("/api/v1/accounts/" + bottom)).has("parentId")).isFalse();
    }

    @Test
    void revenueIsShownInTheBaseCurrencyToo() {
        JsonNode account = created("sales-rep", "accounts",
                "{\"name\":\"" + unique("Acme") + "\",\"annualRevenue\":1000.5,\"currency\":\"EUR\"}");
        JsonNode inBase = created("sales-rep", "accounts", "{\"name\":\"" + unique("Acme") + "\",\"annualRevenue\":7}");

        assertThat(account.path("annualRevenueBase").decimalValue()).isEqualByComparingTo("1100.55");
        assertThat(Given.read("sales-rep", "accounts", account).path("annualRevenueBase").decimalValue()).isEqualByComparingTo("1100.55");
        assertThat(inBase.path("currency").asText()).isEqualTo("USD");
        assertThat(inBase.path("annualRevenueBase").decimalValue()).isEqualByComparingTo("7");
        assertRefused(patched("sales-rep", "accounts", account, "{\"currency\":\"XTS\"}"), "/currency");
    }

    @Test
    void everyChangeIsToldOnceWithItsStateAndWhatChanged() throws Exception {
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode account = Given.account("sales-rep", unique("Acme"));
            patched("sales-rep", "accounts", account, "{\"industry\":\"Tools\"}").then().statusCode(200);
            Callers.as("sales-rep").header("If-Match", "\"2\"").delete("/api/v1/accounts/" + id(account)).then().statusCode(200);

            var events = published.await(id(account), 3);
            assertThat(events).extracting(event -> event.path("type").asText()).containsExactly("crm.opportunities.account-created.v1",
                    "crm.opportunities.account-changed.v1", "crm.opportunities.account-archived.v1");
            assertThat(events).extracting(event -> event.path("recordversion").asLong()).containsExactly(1L, 2L, 3L);
            assertThat(events.get(1).at("/data/record/industry").asText()).isEqualTo("Tools");
            assertThat(events.get(1).at("/data/changes/0/field").asText()).isEqualTo("industry");
            assertThat(events.get(2).at("/data/record").has("archivedAt")).isTrue();
            assertThat(events.get(0).path("actor").asText()).isEqualTo("sales-rep");
        }
    }

    @Test
    void accountsAreFoundByWordsOfNameAndDomain() {
        String name = unique("Findable");
        created("sales-rep", "accounts", "{\"name\":\"" + name + "\",\"website\":\"findable.example\"}");

        JsonNode page = json(Callers.as("sales-rep").queryParam("q", name.toUpperCase(java.util.Locale.ROOT) + " findable.ex").get("/api/v1/accounts"));
        assertThat(page.path("items")).hasSize(1);
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }

    private static void assertRefused(Response response, String pointer) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }
}
