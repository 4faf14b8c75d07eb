package crm.leads.integration;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import crm.contracts.leads.LeadEvents;
import crm.contracts.opportunities.OpportunityEvents;
import crm.leads.testing.EventSchemas;
import crm.leads.testing.LeadsParts;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Everything that is published about leads is what the contract says. */
@LeadsParts
class PublishedLeadEventsTest {

    private static final List<String> OF_A_LIFE = List.of(LeadEvents.LEAD_CAPTURED, LeadEvents.LEAD_CHANGED, LeadEvents.LEAD_ASSIGNED,
            LeadEvents.LEAD_DISQUALIFIED, LeadEvents.LEAD_QUALIFIED, LeadEvents.LEAD_CONVERSION_REQUESTED, LeadEvents.LEAD_CONVERSION_REJECTED,
            LeadEvents.LEAD_CONVERTED);

    @Test
    void eachEventOfALeadsLifeFitsItsSchema() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear(); TestEvents opportunities = TestEvents.open()) {
            UUID lead = UUID.fromString(as("sales-rep").body("""
                    {"firstName":"Ann","lastName":"Özdemir","company":"Acme %1$s","email":"%1$s@acme.example","address":{"country":"DE"},
                     "estimatedValue":18000.25,"currency":"EUR","tags":["expo"],"customFields":{"shoeSize":42},"language":"de"}"""
                    .formatted(UUID.randomUUID())).post(LEADS).then().statusCode(201).extract().path("id"));
            as("sales-manager").body("{\"owner\":\"sales-rep-2\"}").post(at(lead, "assignment")).then().statusCode(200);
            as("sales-rep-2").body("{\"reason\":\"No budget\"}").post(at(lead, "disqualification")).then().statusCode(200);
            as("sales-rep-2").header("If-Match", "*").body("{\"status\":\"RECYCLED\"}").patch(LEADS + "/" + lead).then().statusCode(200);
            as("sales-rep-2").body("{}").post(at(lead, "qualification")).then().statusCode(200);
            opportunities.publish(OpportunityEvents.LEAD_REFUSED, answer(OpportunityEvents.LEAD_REFUSED, lead, convert(lead), "\"reason\":\"Not now\""));
            events.await(lead, LeadEvents.LEAD_CONVERSION_REJECTED);
            opportunities.publish(OpportunityEvents.LEAD_ACCEPTED, answer(OpportunityEvents.LEAD_ACCEPTED, lead, convert(lead),
                    "\"accountId\":\"%1$s\",\"contactId\":\"%1$s\",\"opportunityId\":\"%1$s\"".formatted(UUID.randomUUID())));
            events.await(lead, LeadEvents.LEAD_CONVERTED);

            for (String type : OF_A_LIFE) {
                JsonNode event = events.await(lead, type);
                assertThat(EventSchemas.faults(type, event)).as(type + " " + event).isEmpty();
            }
            JsonNode converted = events.await(lead, LeadEvents.LEAD_CONVERTED);
            assertThat(converted.path("onbehalfof").asText()).isEqualTo("ann");
            assertThat(converted.path("causationid").asText()).isNotBlank();
        }
    }

    private static UUID convert(UUID lead) {
        return UUID.fromString(as("sales-rep-2").body("{\"opportunity\":{\"closeDate\":\"2027-01-31\"}}").post(at(lead, "conversion")).then()
                .statusCode(202).extract().path("id"));
    }

    private static String answer(String type, UUID lead, UUID conversion, String more) {
        return TestEvents.event(type, lead, 1, "{\"leadId\":\"%s\",\"conversionId\":\"%s\",%s}".formatted(lead, conversion, more));
    }
}
