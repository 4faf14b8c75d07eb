package crm.opportunities.conversion;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ConversionTest {

    private static final String REQUESTED = "crm.leads.lead-conversion-requested.v1";
    private static final String ACCEPTED = "crm.opportunities.lead-accepted.v1";
    private static final String REFUSED = "crm.opportunities.lead-refused.v1";

    private TestEvents leads;
    private PublishedEvents published;

    @BeforeEach
    void open() {
        leads = TestEvents.open();
        published = PublishedEvents.hear();
    }

    @AfterEach
    void close() throws IOException {
        leads.close();
        published.close();
    }

    @Test
    void aLeadOfAnUnknownCompanyBecomesAccountContactAndOpportunity() {
        String company = unique("Acme");
        String site = site();
        UUID lead = UUID.randomUUID();
        UUID campaign = UUID.randomUUID();
        JsonNode answer = convert(lead, UUID.randomUUID(), "\"company\":\"" + company + "\",\"firstName\":\"Ann\",\"lastName\":\"Özdemir\",\"email\":\"Ann@"
                + site + "\",\"website\":\"https://www." + site + "\",\"phone\":\"+49 30 5550100\",\"mobile\":\"+49 170 1\",\"productInterest\":\"GTX Pro\","
                + "\"estimatedValue\":100.5,\"currency\":\"EUR\",\"leadSource\":\"Fair\",\"campaignId\":\"" + campaign + "\",\"doNotCall\":true,"
                + "\"address\":{\"city\":\"Berlin\"},\"owner\":\"sales-rep\",\"team\":\"sales-central\"", "");

        assertThat(answer.path("type").asText()).isEqualTo(ACCEPTED);
        assertThat(answer.path("source").asText()).isEqualTo("/crm/opportunities");
        assertThat(answer.path("recordversion").asLong()).isEqualTo(5);
        JsonNode data = answer.path("data");
        assertThat(data.path("accountCreated").asBoolean() && data.path("contactCreated").asBoolean() && data.path("opportunityCreated").asBoolean()).isTrue();

        JsonNode account = read("accounts", data.path("accountId"));
        assertThat(account.path("name").asText()).isEqualTo(company);
        assertThat(account.path("domain").asText()).isEqualTo(site);
        assertThat(account.at("/billingAddress/city").asText()).isEqualTo("Berlin");
        assertThat(account.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(account.path("team").asText()).isEqualTo("sales-central");
        assertThat(account.path("originalLeadId").asText()).isEqualTo(lead.toString());
        assertThat(account.path("createdBy").asText()).isEqualTo("sales-rep-2");

        JsonNode contact = read("contacts", data.path("contactId"));
        assertThat(contact.path("accountId")).isEqualTo(data.path("accountId"));
        assertThat(contact.path("lastName").asText()).isEqualTo("Özdemir");
        assertThat(contact.path("emails").toString()).isEqualTo("[\"ann@" + site + "\"]");
        assertThat(contact.path("phones")).hasSize(2);
        assertThat(contact.path("doNotCall").asBoolean()).isTrue();

        JsonNode opportunity = read("opportunities", data.path("opportunityId"));
        assertThat(opportunity.path("name").asText()).isEqualTo(company + " – GTX Pro");
        assertThat(opportunity.path("amount").decimalValue()).isEqualByComparingTo("100.5");
        assertThat(opportunity.path("amountBase").decimalValue()).isEqualByComparingTo("110.55");
        assertThat(opportunity.path("stageName").asText()).isEqualTo("Prospecting");
        assertThat(opportunity.path("campaignId").asText()).isEqualTo(campaign.toString());
        assertThat(opportunity.path("leadSource").asText()).isEqualTo("Fair");
        assertThat(opportunity.path("originalLeadId").asText()).isEqualTo(lead.toString());
        assertThat(opportunity.path("accountId")).isEqualTo(data.path("accountId"));
        assertThat(opportunity.path("primaryContactId")).isEqualTo(data.path("contactId"));
        assertThat(opportunity.path("owner").asText()).isEqualTo("sales-rep");
    }

    @Test
    void theOpportunityIsAsThePersonImaginesIt() {
        JsonNode data = accepted("\"company\":\"" + unique("Acme") + "\",\"estimatedValue\":5",
                ",\"opportunity\":{\"name\":\"Big deal\",\"amount\":20.25,\"currency\":\"GBP\",\"closeDate\":\"2027-01-31\"}");

        JsonNode opportunity = read("opportunities", data.path("opportunityId"));
        assertThat(opportunity.path("name").asText()).isEqualTo("Big deal");
        assertThat(opportunity.path("amount").decimalValue()).isEqualByComparingTo("20.25");
        assertThat(opportunity.path("currency").asText()).isEqualTo("GBP");
        assertThat(opportunity.path("closeDate").asText()).isEqualTo("2027-01-31");
        assertThat(opportunity.has("owner")).isFalse();
    }

    @Test
    void anAccountIsMatchedByItsDomain() {
        String site = site();
        JsonNode known = created("sales-rep", "accounts", "{\"name\":\"" + unique("Known") + "\",\"domain\":\"" + site + "\"}");

        JsonNode data = accepted("\"company\":\"" + unique("Other name") + "\",\"lastName\":\"O\",\"email\":\"o@" + site + "\"", "");

        assertThat(data.path("accountId")).isEqualTo(known.path("id"));
        assertThat(data.path("accountCreated").asBoolean()).isFalse();
        assertThat(data.path("contactCreated").asBoolean()).isTrue();
    }

    @Test
    void anAccountIsMatchedByItsExactNameWhateverTheCase() {
        String name = unique("Known & Sons");
        JsonNode known = Given.account("sales-rep", name);

        assertThat(accepted("\"company\":\" " + name.toUpperCase(java.util.Locale.ROOT) + " \"", "").path("accountId")).isEqualTo(known.path("id"));
        assertThat(accepted("\"company\":\"" + name + " Ltd\"", "").path("accountId")).isNotEqualTo(known.path("id"));
    }

    @Test
    void aMailProviderIsNoCompany() {
        JsonNode first = accepted("\"company\":\"" + unique("One") + "\",\"email\":\"" + UUID.randomUUID() + "@gmail.com\"", "");
        JsonNode second = accepted("\"company\":\"" + unique("Two") + "\",\"email\":\"" + UUID.randomUUID() + "@gmail.com\"", "");

        assertThat(second.path("accountId")).isNotEqualTo(first.path("accountId"));
    }

    @Test
    void aContactIsMatchedByEmailAndGetsTheAccountWhereItHasNone() {
        String email = UUID.randomUUID() + "@gmail.com";
        JsonNode known = created("sales-rep", "contacts", "{\"lastName\":\"Known\",\"emails\":[\"other@" + site() + "\",\"" + email + "\"]}");

        JsonNode data = accepted("\"company\":\"" + unique("Acme") + "\",\"lastName\":\"O\",\"email\":\"" + email.toUpperCase(java.util.Locale.ROOT) + "\"", "");

        assertThat(data.path("contactId")).isEqualTo(known.path("id"));
        assertThat(data.path("contactCreated").asBoolean()).isFalse();
        assertThat(read("contacts", known.path("id")).path("accountId")).isEqualTo(data.path("accountId"));
    }

    @Test
    void twoPeopleOfOneNameWithoutACompanyAreTwoAccounts() {
        String name = unique("Smith");

        JsonNode first = accepted("\"lastName\":\"" + name + "\"", "");
        JsonNode second = accepted("\"lastName\":\"" + name + "\"", "");

        assertThat(second.path("accountId")).isNotEqualTo(first.path("accountId"));
        assertThat(read("accounts", first.path("accountId")).path("name").asText()).isEqualTo(name);
    }

    @Test
    void whatIsChosenIsUsed() {
        JsonNode account = Given.account("sales-rep", unique("Chosen"));
        JsonNode contact = created("sales-rep", "contacts", "{\"lastName\":\"Chosen\",\"accountId\":\"" + account.path("id").asText() + "\"}");

        JsonNode byAccount = accepted("\"company\":\"" + unique("Acme") + "\",\"email\":\"a@" + site() + "\"", ",\"accountId\":" + account.path("id"));
        JsonNode byContact = accepted("\"company\":\"" + unique("Acme") + "\"", ",\"contactId\":" + contact.path("id"));

        assertThat(byAccount.path("accountId")).isEqualTo(account.path("id"));
        assertThat(byContact.path("contactId")).isEqualTo(contact.path("id"));
        assertThat(byContact.path("accountId")).isEqualTo(account.path("id"));
    }

    @Test
    void whatCannotBeDoneIsRefusedWithASentenceAndLeavesNothingBehind() {
        JsonNode archived = Given.account("sales-rep", unique("Archived"));
        Callers.as("sales-rep").header("If-Match", "*").delete("/api/v1/accounts/" + archived.path("id").asText()).then().statusCode(200);
        String company = unique("Refused");

        assertThat(refused("\"company\":\"" + company + "\"", ",\"accountId\":\"" + UUID.randomUUID() + "\""))
                .isEqualTo("The account that was chosen does not exist or is archived.");
        assertThat(refused("\"company\":\"" + company + "\"", ",\"accountId\":" + archived.path("id")))
                .isEqualTo("The account that was chosen does not exist or is archived.");
        assertThat(refused("\"company\":\"" + company + "\"", ",\"contactId\":\"" + UUID.randomUUID() + "\""))
                .isEqualTo("The contact that was chosen does not exist or is archived.");
        assertThat(refused("\"email\":\"a@gmail.com\"", "")).isEqualTo("The lead has neither a company nor a name to make an account from.");
        assertThat(refused("\"company\":\"" + company + "\",\"estimatedValue\":1,\"currency\":\"XTS\"", ""))
                .startsWith("There is no exchange rate for this currency. Known: AUD, CAD,");
        JsonNode page = json(Callers.as("executive").queryParam("filter", "name==\"" + company + "\"").get("/api/v1/accounts"));
        assertThat(page.path("items")).isEmpty();
    }

    @Test
    void theSameConversionIsAnsweredAgainWithTheSameIds() {
        UUID lead = UUID.randomUUID();
        UUID conversion = UUID.randomUUID();
        String details = "\"company\":\"" + unique("Acme") + "\",\"lastName\":\"O\"";
        JsonNode first = convert(lead, conversion, details, "");
        request(lead, conversion, details, "");
        request(lead, UUID.randomUUID(), details, "");

        List<JsonNode> answers = published.await(lead.toString(), 3);

        assertThat(answers.get(1).path("data")).isEqualTo(first.path("data"));
        assertThat(answers.get(2).at("/data/opportunityId")).isEqualTo(first.at("/data/opportunityId"));
        assertThat(answers.get(2).at("/data/conversionId")).isNotEqualTo(first.at("/data/conversionId"));
        assertThat(opportunitiesOf(first.at("/data/accountId").asText())).hasSize(1);
    }

    @Test
    void anEventThatComesTwiceIsHandledOnce() {
        UUID lead = UUID.randomUUID();
        String event = event(lead, UUID.randomUUID(), "\"company\":\"" + unique("Acme") + "\"", "");
        leads.publish(REQUESTED, event);
        leads.publish(REQUESTED, event);
        published.await(lead.toString(), 1);

        // Events of one lead are handled in turn, so what is asked last is answered last.
        request(lead, UUID.randomUUID(), "\"company\":\"Other\"", "");
        assertThat(published.await(lead.toString(), 2)).hasSize(2);
    }

    @Test
    void leadsOfOneCompanyThatAreConvertedAtTheSameTimeShareOneAccount() {
        String site = site();
        String company = unique("Crowd");
        List<UUID> crowd = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        for (int i = 0; i < crowd.size(); i++) {
            String email = i % 2 == 0 ? "boss@" + site : "p" + i + "@" + site;
            request(crowd.get(i), UUID.randomUUID(), "\"company\":\"" + company + "\",\"lastName\":\"P" + i + "\",\"email\":\"" + email + "\"", "");
        }

        List<JsonNode> answers = new ArrayList<>();
        crowd.forEach(lead -> answers.add(published.await(lead.toString(), 1).get(0)));

        assertThat(answers).extracting(answer -> answer.path("type").asText()).containsOnly(ACCEPTED);
        assertThat(answers.stream().map(answer -> answer.at("/data/accountId").asText()).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.at("/data/accountCreated").asBoolean())).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.at("/data/contactId").asText()).distinct()).hasSize(11);
        assertThat(answers.stream().map(answer -> answer.at("/data/opportunityId").asText()).distinct()).hasSize(20);
        assertThat(json(Callers.as("executive").queryParam("filter", "name==\"" + company + "\"").get("/api/v1/accounts")).path("items")).hasSize(1);
    }

    private JsonNode accepted(String lead, String more) {
        JsonNode answer = convert(UUID.randomUUID(), UUID.randomUUID(), lead, more);
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo(ACCEPTED);
        return answer.path("data");
    }

    private String refused(String lead, String more) {
        UUID conversion = UUID.randomUUID();
        JsonNode answer = convert(UUID.randomUUID(), conversion, lead, more);
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo(REFUSED);
        assertThat(answer.at("/data/conversionId").asText()).isEqualTo(conversion.toString());
        return answer.at("/data/reason").asText();
    }

    private JsonNode convert(UUID lead, UUID conversion, String details, String more) {
        request(lead, conversion, details, more);
        return published.await(lead.toString(), 1).get(0);
    }

    private void request(UUID lead, UUID conversion, String details, String more) {
        leads.publish(REQUESTED, event(lead, conversion, details, more));
    }

    private static String event(UUID lead, UUID conversion, String details, String more) {
        return TestEvents.event(REQUESTED, lead, 5, "{\"conversionId\":\"" + conversion + "\",\"requestedBy\":\"sales-rep-2\",\"lead\":{\"id\":\""
                + lead + "\",\"version\":5,\"status\":\"QUALIFIED\"," + details + "}" + more + "}");
    }

    private static JsonNode read(String collection, JsonNode id) {
        return json(Callers.as("executive").get("/api/v1/" + collection + "/" + id.asText()));
    }

    private static JsonNode opportunitiesOf(String account) {
        return json(Callers.as("executive").queryParam("filter", "accountId==" + account).get("/api/v1/opportunities")).path("items");
    }

    private static String site() {
        return "a" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    }
}
