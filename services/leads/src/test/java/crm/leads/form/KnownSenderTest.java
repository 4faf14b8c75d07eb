package crm.leads.form;

import static crm.chassis.testing.Callers.as;
import static crm.leads.form.TestForms.FORMS;
import static crm.leads.form.TestForms.body;
import static crm.leads.form.TestForms.form;
import static crm.leads.form.TestForms.id;
import static crm.leads.form.TestForms.post;
import static crm.leads.form.TestForms.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.connection;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import crm.contracts.leads.LeadEvents;
import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a form that a contact fills in. */
@LeadsParts
class KnownSenderTest {

    private final UUID contact = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();
    private final String email = UUID.randomUUID() + "@example.org";
    private final String address = TestForms.address();

    @Test
    void aContactIsFollowedUpByWhoeverLooksAfterThem() throws Exception {
        told("created", 1, "\"lastName\":\"Ito\",\"emails\":[\"other@example.org\",\"" + email.toUpperCase() + "\"],\"owner\":\"sales-rep\",\"team\":\"sales-central\"");
        String key = form("\"minSeconds\":0,\"toTeam\":\"sales-east\"");
        try (PublishedEvents events = PublishedEvents.hear()) {
            send(key, email).then().statusCode(202);

            String lead = leads().body("items", hasSize(1)).body("items[0].contactId", equalTo(contact.toString()))
                    .body("items[0].accountId", equalTo(account.toString())).body("items[0].owner", equalTo("sales-rep"))
                    .body("items[0].team", equalTo("sales-central")).body("items[0].status", equalTo("ASSIGNED")).extract().path("items[0].id");
            as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items", hasSize(1)).body("items[0].state", equalTo("TAKEN"))
                    .body("items[0].contactId", equalTo(contact.toString())).body("items[0].leadId", equalTo(lead)).body("items[0].attached", equalTo(false));
            assertThat(events.await(UUID.fromString(lead), LeadEvents.LEAD_ASSIGNED).at("/data/owner").asText()).isEqualTo("sales-rep");
        }
    }

    @Test
    void whatAContactSendsAgainIsAddedToTheFollowUpAlsoAtTheSameTime() {
        told("created", 1, "\"lastName\":\"Ito\",\"emails\":[\"" + email + "\"],\"owner\":\"sales-rep\",\"team\":\"sales-central\"");
        String key = form("\"minSeconds\":0");

        List<Integer> answers = atOnce(6, i -> send(key, email).statusCode());

        assertThat(answers).containsOnly(202);
        leads().body("items", hasSize(1)).body("items[0].contactId", equalTo(contact.toString()));
        as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items", hasSize(6))
                .body("items.findAll { it.attached }", hasSize(5)).body("items.contactId.unique()", equalTo(List.of(contact.toString())));
    }

    @Test
    void aContactOfSomebodyWhoDoesNotWorkWithLeadsGoesToWhomTheFormSays() {
        told("created", 1, "\"lastName\":\"Ito\",\"emails\":[\"" + email + "\"],\"owner\":\"support-agent\",\"team\":\"support\"");

        send(form("\"minSeconds\":0,\"toTeam\":\"sales-east\""), email).then().statusCode(202);

        leads().body("items[0].contactId", equalTo(contact.toString())).body("items[0].team", equalTo("sales-east")).body("items[0]", not(hasKey("owner")));
    }

    @Test
    void aContactIsKnownByTheTelephoneNumberWhereTheNameIsAlike() {
        String phone = "+49 30 9" + (10_000_000 + Math.abs(contact.getLeastSignificantBits() % 80_000_000));
        told("created", 1, "\"firstName\":\"Aiko\",\"lastName\":\"Ito\",\"phones\":[\"" + phone + "\"]");
        String key = as("marketer").body("{\"name\":\"By phone\",\"minSeconds\":0,\"fields\":[{\"name\":\"first\",\"label\":\"First\",\"to\":\"firstName\"},"
                + "{\"name\":\"last\",\"label\":\"Last\",\"to\":\"lastName\"},{\"name\":\"phone\",\"label\":\"Phone\",\"required\":true,\"to\":\"phone\"}]}")
                .post(FORMS).then().statusCode(201).extract().path("key");

        post(key, address, body(token(key), "\"values\":{\"first\":\"Xenia\",\"last\":\"Quarles\",\"phone\":\"" + phone + "\"}")).then().statusCode(202);
        post(key, address, body(token(key), "\"values\":{\"first\":\"Aiko\",\"last\":\"Itoh\",\"phone\":\"" + phone + "\"}")).then().statusCode(202);

        ValidatableResponse sent = as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items", hasSize(2));
        sent.body("items.find { it.raw.values.last == 'Itoh' }.contactId", equalTo(contact.toString()));
        sent.body("items.find { it.raw.values.last == 'Quarles' }", not(hasKey("contactId")));
    }

    @Test
    void anArchivedContactIsNobodyAndAnOlderStateDoesNotBringItBack() {
        told("created", 1, "\"lastName\":\"Ito\",\"emails\":[\"" + email + "\"]");
        told("archived", 3, "\"lastName\":\"Ito\",\"emails\":[\"" + email + "\"],\"archivedAt\":\"2026-11-25T10:00:00Z\"");
        publish("changed", 2, "\"lastName\":\"Late\",\"emails\":[\"" + email + "\"]");
        UUID other = UUID.randomUUID();
        publish(other, "created", 1, "\"lastName\":\"After it\"");
        await().atMost(Duration.ofSeconds(20)).until(() -> version(other) == 1);

        send(form("\"minSeconds\":0"), email).then().statusCode(202);

        assertThat(version(contact)).isEqualTo(3);
        leads().body("items", hasSize(1)).body("items[0]", not(hasKey("contactId")));
    }

    @Test
    void aConvertedLeadIsTheContactThatItBecame() {
        UUID lead = stored("sales-rep", "sales-central", "CONVERTED");
        sql("update lead set email = ?, converted_contact_id = ?, converted_account_id = ? where id = ?", email, contact, account, lead);

        send(form("\"minSeconds\":0"), email).then().statusCode(202);

        leads().body("items", hasSize(2));
        as("crm-admin").queryParam("filter", "contactId==" + contact).get(LEADS).then().body("items", hasSize(1))
                .body("items[0].accountId", equalTo(account.toString())).body("items[0].owner", equalTo("sales-rep"));
        read(lead).then().body("version", equalTo(1));
    }

    @Test
    void theFollowUpIsConvertedWithTheContactThatIsThere() throws Exception {
        UUID lead = stored("sales-rep", "sales-central", "QUALIFIED");
        sql("update lead set contact_id = ?, account_id = ? where id = ?", contact, account, lead);
        try (PublishedEvents events = PublishedEvents.hear()) {
            as("sales-rep").body("{}").post(at(lead, "conversion")).then().statusCode(202);

            JsonNode asked = events.await(lead, LeadEvents.LEAD_CONVERSION_REQUESTED);
            assertThat(asked.at("/data/contactId").asText()).isEqualTo(contact.toString());
            assertThat(asked.at("/data/accountId").asText()).isEqualTo(account.toString());
        }
    }

    private Response send(String key, String from) {
        return post(key, address, body(token(key), "\"values\":{\"surname\":\"Ito\",\"mail\":\"" + from + "\"}"));
    }

    private ValidatableResponse leads() {
        return as("crm-admin").queryParam("filter", "email==" + email).get(LEADS).then().statusCode(200);
    }

    private void told(String what, long version, String members) {
        publish(what, version, members);
        await().atMost(Duration.ofSeconds(20)).until(() -> version(contact) == version);
    }

    private void publish(String what, long version, String members) {
        publish(contact, what, version, members);
    }

    private void publish(UUID id, String what, long version, String members) {
        String type = "crm.opportunities.contact-" + what + ".v1";
        String record = "{\"record\":{\"id\":\"" + id + "\",\"version\":" + version + ",\"accountId\":\"" + account + "\"," + members + "}}";
        try (TestEvents broker = TestEvents.open()) {
            broker.publish(type, TestEvents.event(type, id, version, record));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long version(UUID id) {
        try (var connection = connection(); PreparedStatement select = connection.prepareStatement("select version from known_contact where id = ?")) {
            select.setObject(1, id);
            ResultSet rows = select.executeQuery();
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
