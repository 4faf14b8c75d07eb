package crm.opportunities.contact;

import static crm.opportunities.Given.account;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody has to do with several accounts, and with deals in some role. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class RolesOfContactsTest {

    @Test
    void aContactIsFoundAtEachAccountThatItHasToDoWith() throws Exception {
        JsonNode employer = account("sales-rep", unique("Employer"));
        JsonNode client = account("sales-rep", unique("Client"));
        JsonNode contact;
        try (PublishedEvents events = PublishedEvents.hear()) {
            contact = contact(",\"accountId\":\"" + id(employer) + "\"");
            JsonNode linked = json(put("contacts", contact, "account-links", "{\"accountLinks\":[{\"accountId\":\"" + id(client) + "\",\"role\":\"Advisor\"}]}"));

            assertThat(linked.path("accountLinks").toString()).isEqualTo("[{\"accountId\":\"" + id(client) + "\",\"role\":\"Advisor\"}]");
            assertThat(events.await(id(contact), 2).get(1).at("/data/changes/0/field").asText()).isEqualTo("accountLinks");
        }
        assertThat(json(patched("sales-rep", "contacts", contact, "{\"title\":\"CEO\"}")).path("accountLinks")).hasSize(1);
        assertThat(listed("contacts", "linkedAccounts==" + id(client))).containsExactly(id(contact));
        assertThat(listed("contacts", "linkedAccounts==" + id(employer))).containsExactly(id(contact));
        assertThat(listed("contacts", "accountId==" + id(client))).isEmpty();
        assertThat(json(put("contacts", contact, "account-links", "{\"accountLinks\":[]}")).has("accountLinks")).isFalse();
        assertThat(listed("contacts", "linkedAccounts==" + id(client))).isEmpty();
    }

    @Test
    void aDealKnowsWhoHasASayInItAndIsFoundByEachOfThem() {
        JsonNode buyer = contact("");
        JsonNode lawyer = contact("");
        JsonNode deal = opportunity("sales-rep", ",\"primaryContactId\":\"" + id(buyer) + "\"");

        JsonNode set = json(put("opportunities", deal, "contact-roles", "{\"contactRoles\":[{\"contactId\":\"" + id(buyer) + "\",\"role\":\"Decision maker\"},{\"contactId\":\""
                + id(buyer) + "\",\"role\":\"Sponsor\"},{\"contactId\":\"" + id(lawyer) + "\"}]}"));

        assertThat(set.path("contactRoles")).extracting(role -> role.path("contactId").asText() + " " + role.path("role").asText())
                .containsExactly(id(buyer) + " Decision maker", id(buyer) + " Sponsor", id(lawyer) + " ");
        assertThat(listed("opportunities", "involvedContacts==" + id(lawyer))).containsExactly(id(deal));
        assertThat(listed("opportunities", "involvedContacts==" + id(buyer))).containsExactly(id(deal));
        assertThat(listed("opportunities", "id==" + id(deal) + ";contactRoleCount==3;contactRoleNames==Sponsor")).hasSize(1);
    }

    @Test
    void onlyTheVersionThatSomebodySawIsChanged() {
        JsonNode deal = opportunity("sales-rep", "");
        String path = "/api/v1/opportunities/" + id(deal) + "/contact-roles";

        assertThat(Callers.as("sales-rep").body("{\"contactRoles\":[]}").put(path).statusCode()).isEqualTo(428);
        assertThat(Callers.as("sales-rep").header("If-Match", "\"7\"").body("{\"contactRoles\":[]}").put(path).statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"contactRoles":[{"role":"Buyer"}]}                                                                                | 422 | /contactRoles/0/contactId
            {"contactRoles":[{"contactId":"ID"},{"contactId":"019aa803-1c00-7000-8000-00000000ffff"}]}                         | 422 | /contactRoles/1/contactId
            {"contactRoles":[{"contactId":"ID","role":"Buyer"},{"contactId":"ID","role":"buyer"}]}                             | 422 | /contactRoles/1
            {"contactRoles":[{"contactId":"ID","role":7}]}                                                                     | 422 | /contactRoles/0/role
            {"contactRoles":[{"contactId":"ID","more":7}]}                                                                     | 400 | /more
            {"contactRoles":[],"more":7}                                                                                       | 400 | /more
            {}                                                                                                                 | 422 | /contactRoles
            """)
    void whatMakesNoSenseIsRefused(String body, int status, String pointer) {
        JsonNode deal = opportunity("sales-rep", "");

        Response refused = put("opportunities", deal, "contact-roles", body.replace("ID", id(contact(""))));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
        assertThat(json(refused).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointer);
    }

    private static JsonNode contact(String more) {
        return created("sales-rep", "contacts", "{\"lastName\":\"" + unique("Role") + "\"" + more + "}");
    }

    private static Response put(String collection, JsonNode record, String what, String body) {
        return Callers.as("sales-rep").header("If-Match", "*").body(body).put("/api/v1/" + collection + "/" + id(record) + "/" + what);
    }

    private static List<String> listed(String collection, String filter) {
        Response list = Callers.as("sales-rep").queryParam("filter", filter).get("/api/v1/" + collection);
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return json(list).path("items").findValuesAsText("id");
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }
}
