package crm.leads.lead;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.testing.PublishedEvents;
import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@LeadsParts
class LeadCaptureTest {

    @Test
    void aLeadIsCapturedWithAllItsFieldsAndReadBackTheSame() throws Exception {
        String unique = UUID.randomUUID().toString();
        String body = """
                {"salutation":"Dr.","firstName":"Ann","lastName":"Özdemir","jobTitle":"Head of Purchasing","department":"Purchasing",
                 "company":"Acme %1$s","email":"%1$s@acme.example","emailStatus":"VERIFIED","phone":"+49 30 555 01 00",
                 "website":"https://acme.example",
                 "address":{"street":"Hauptstraße 1","city":"Berlin","state":"Berlin","postalCode":"10115","country":"DE"},
                 "industry":"Manufacturing","annualRevenue":12500000.5,"numberOfEmployees":85,"status":"CONTACTED",
                 "statusReason":"Called twice","rating":"WARM","leadSource":"Trade show","campaignId":"019aa801-1c00-7000-8000-00000000000a",
                 "utm":{"source":"newsletter","medium":"email","campaign":"autumn","term":"t","content":"c"},
                 "estimatedValue":18000.25,"currency":"EUR","productInterest":"GTX Pro","territory":"Central","doNotCall":true,
                 "emailOptOut":true,"description":"Met at the fair 🎪 שלום","lostReason":"None","language":"de-CH",
                 "tags":["expo-2026"],"customFields":{"shoeSize":42},"externalId":"%1$s","source":"web"}""".formatted(unique);

        Response created = as("sales-rep").body(body).post(LEADS).then().statusCode(201).header("ETag", "\"1\"").extract().response();

        JsonNode sent = new ObjectMapper().readTree(body);
        JsonNode read = new ObjectMapper().readTree(as("sales-rep").get(created.header("Location")).then().statusCode(200).extract().asString());
        sent.fields().forEachRemaining(field -> assertThat(read.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        assertThat(read.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(read.path("team").asText()).isEqualTo("sales-central");
        assertThat(read.path("recycledCount").asInt()).isZero();
    }

    @Test
    void aLeadIsNewAndBelongsToTheRepWhoEntersItAndToNobodyWhenMarketingDoes() {
        as("sales-rep").body("{\"lastName\":\"Mine\"}").post(LEADS).then().statusCode(201)
                .body("status", equalTo("NEW"))
                .body("owner", equalTo("sales-rep"))
                .body("$", not(hasKey("assignedAt")));
        as("marketer").body("{\"lastName\":\"Ours\"}").post(LEADS).then().statusCode(201)
                .body("status", equalTo("NEW"))
                .body("$", not(hasKey("owner")))
                .body("$", not(hasKey("team")));
    }

    @Test
    void aLeadEnteredForSomebodyElseIsAssignedFromTheStart() {
        as("crm-admin").body("{\"lastName\":\"Given\",\"owner\":\"sales-rep-2\"}").post(LEADS).then().statusCode(201)
                .body("status", equalTo("ASSIGNED"))
                .body("team", equalTo("sales-east"))
                .body("$", hasKey("assignedAt"));
        as("sales-rep").body("{\"lastName\":\"Given\",\"owner\":\"sales-rep-2\"}").post(LEADS).then().statusCode(403);
        as("crm-admin").body("{\"lastName\":\"Given\",\"owner\":\"nobody-knows\"}").post(LEADS).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/owner"));
    }

    @Test
    void whatWasCapturedIsTold() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID id = UUID.fromString(as("sales-rep").body("{\"lastName\":\"Told\"}").post(LEADS).then().statusCode(201).extract().path("id"));

            JsonNode event = events.await(id, "crm.leads.lead-captured.v1");

            assertThat(event.path("source").asText()).isEqualTo("/crm/leads");
            assertThat(event.path("recordversion").asLong()).isEqualTo(1);
            assertThat(event.path("actor").asText()).isEqualTo("sales-rep");
            assertThat(event.path("data").path("record").path("lastName").asText()).isEqualTo("Told");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"firstName\":\"Only\"}", "{\"lastName\":\"  \"}", "{\"externalId\":\"4711\"}"})
    void aLeadNeedsSomethingToReachItBy(String body) {
        as("sales-rep").body(body).post(LEADS).then().statusCode(422).contentType("application/problem+json")
                .body("detail", equalTo("A lead needs a lastName, a company, an email or a phone."));
    }

    @Test
    void theLastThingToReachALeadByIsNotTakenAway() {
        String lead = as("sales-rep").body("{\"company\":\"Reach " + UUID.randomUUID() + "\"}").post(LEADS).then().statusCode(201).extract().path("id");

        as("sales-rep").header("If-Match", "*").body("{\"company\":null}").patch(LEADS + "/" + lead).then().statusCode(422);
        as("sales-rep").header("If-Match", "*").body("{\"company\":null,\"lastName\":\"Left\"}").patch(LEADS + "/" + lead).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/email | {\"email\":\"nobody\"}",
        "/phone | {\"phone\":\"call me\"}",
        "/website | {\"website\":\"not a site\"}",
        "/currency | {\"lastName\":\"A\",\"currency\":\"euro\"}",
        "/language | {\"lastName\":\"A\",\"language\":\"Swiss German!\"}",
        "/rating | {\"lastName\":\"A\",\"rating\":\"BOILING\"}",
        "/status | {\"lastName\":\"A\",\"status\":\"OPEN\"}",
        "/status | {\"lastName\":\"A\",\"status\":\"CONVERTED\"}",
        "/status | {\"lastName\":\"A\",\"status\":\"QUALIFIED\"}",
        "/score | {\"lastName\":\"A\",\"score\":50}",
        "/convertedAt | {\"lastName\":\"A\",\"convertedAt\":\"2026-01-01T00:00:00Z\"}",
        "/conversionState | {\"lastName\":\"A\",\"conversionState\":\"COMPLETED\"}",
        "/scoreReasons | {\"lastName\":\"A\",\"scoreReasons\":[]}",
        "/version | {\"lastName\":\"A\",\"version\":7}",
        "/annualRevenue | {\"lastName\":\"A\",\"annualRevenue\":-1}",
        "/numberOfEmployees | {\"lastName\":\"A\",\"numberOfEmployees\":-1}",
        "/estimatedValue | {\"lastName\":\"A\",\"estimatedValue\":1.00001}",
        "/address | {\"lastName\":\"A\",\"address\":{\"planet\":\"Mars\"}}",
        "/campaignId | {\"lastName\":\"A\",\"campaignId\":\"spring\"}"})
    void aFieldThatDoesNotFitIsNamed(String pointer, String body) {
        as("sales-rep").body(body).post(LEADS).then().statusCode(422)
                .body("type", equalTo("urn:crm:problem:invalid-fields"))
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void aStatusIsChangedAlongItsWayAndTheRefusalNamesTheLegalOnes() {
        UUID lead = stored("sales-rep", "sales-central", "CONTACTED");

        as("sales-rep").header("If-Match", "\"1\"").body("{\"status\":\"NEW\"}").patch(LEADS + "/" + lead).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:illegal-transition"))
                .body("legal", equalTo(List.of("NURTURING", "QUALIFIED", "RECYCLED", "UNQUALIFIED", "JUNK")));
        as("sales-rep").header("If-Match", "\"1\"").body("{\"status\":\"NURTURING\",\"statusReason\":\"Next year\"}").patch(LEADS + "/" + lead)
                .then().statusCode(200).body("status", equalTo("NURTURING")).body("statusReason", equalTo("Next year"));
        as("sales-rep").header("If-Match", "\"2\"").body("{\"status\":\"QUALIFIED\"}").patch(LEADS + "/" + lead).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:status-by-act"))
                .body("detail", containsString("/qualification"));
        as("sales-rep").header("If-Match", "\"2\"").body("{\"status\":null}").patch(LEADS + "/" + lead).then().statusCode(422);
        as("sales-rep").header("If-Match", "\"2\"").body("{\"status\":\"CONTACTED\"}").patch(LEADS + "/" + lead).then().statusCode(200)
                .body("$", not(hasKey("statusReason")));
    }

    @Test
    void aLeadIsQualifiedOnceAndThatIsTold() throws Exception {
        UUID lead = stored("sales-rep", "sales-central", "CONTACTED");
        try (PublishedEvents events = PublishedEvents.hear()) {
            as("sales-rep").body("{}").post(at(lead, "qualification")).then().statusCode(200).header("ETag", "\"2\"").body("status", equalTo("QUALIFIED"));
            as("sales-rep").post(at(lead, "qualification")).then().statusCode(200).header("ETag", "\"2\"");
            as("sales-rep").body("{\"why\":1}").post(at(lead, "qualification")).then().statusCode(400);

            JsonNode event = events.await(lead, "crm.leads.lead-qualified.v1");

            assertThat(event.path("data").path("qualifiedBy").asText()).isEqualTo("sales-rep");
            assertThat(event.path("data").path("previousStatus").asText()).isEqualTo("CONTACTED");
            assertThat(events.typesAbout(lead)).containsExactly("lead-changed.v1", "lead-qualified.v1");
        }
    }

    @Test
    void aLeadIsDisqualifiedWithAReasonAndMayBeRecycled() throws Exception {
        UUID lead = stored("sales-rep", "sales-central", "CONTACTED");
        try (PublishedEvents events = PublishedEvents.hear()) {
            as("sales-rep").body("{}").post(at(lead, "disqualification")).then().statusCode(422).body("errors[0].pointer", equalTo("/reason"));
            as("sales-rep").body("{\"reason\":\"x\",\"status\":\"NEW\"}").post(at(lead, "disqualification")).then().statusCode(422);
            as("sales-rep").body("{\"reason\":\"No budget before 2028\",\"status\":\"JUNK\"}").post(at(lead, "disqualification")).then().statusCode(200)
                    .body("status", equalTo("JUNK"))
                    .body("statusReason", equalTo("No budget before 2028"))
                    .body("lostReason", equalTo("No budget before 2028"));
            assertThat(events.await(lead, "crm.leads.lead-disqualified.v1").path("data").path("reason").asText()).isEqualTo("No budget before 2028");
        }

        as("sales-rep").body("{\"reason\":\"again\"}").post(at(lead, "disqualification")).then().statusCode(409).body("legal", equalTo(List.of("RECYCLED")));
        as("sales-rep").header("If-Match", "*").body("{\"status\":\"RECYCLED\"}").patch(LEADS + "/" + lead).then().statusCode(200)
                .body("recycledCount", equalTo(1))
                .body("$", not(hasKey("lostReason")));
    }

    @Test
    void anArchivedLeadIsRestoredBeforeAnybodyWorksOnIt() {
        UUID lead = stored("sales-rep", "sales-central", "CONTACTED");
        as("sales-rep").header("If-Match", "\"1\"").delete(LEADS + "/" + lead).then().statusCode(200);

        as("sales-rep").post(at(lead, "qualification")).then().statusCode(409).body("type", equalTo("urn:crm:problem:lead-archived"));
        as("sales-rep").post(at(lead, "restoration")).then().statusCode(200);
        as("sales-rep").post(at(lead, "qualification")).then().statusCode(200);
    }

    @Test
    void leadsAreListedFilteredAndSummedUp() {
        String run = UUID.randomUUID().toString();
        for (int i = 1; i <= 3; i++) {
            as("sales-rep").queryParam("allowDuplicate", true)
                    .body("{\"lastName\":\"List " + i + "\",\"company\":\"List " + run + "\",\"estimatedValue\":" + i * 100 + ",\"rating\":\""
                            + (i == 3 ? "HOT" : "COLD") + "\",\"address\":{\"country\":\"CH\"}}")
                    .post(LEADS).then().statusCode(201);
        }

        as("sales-rep").queryParam("filter", "company==\"*" + run + "\";address.country==ch;estimatedValue=ge=200").queryParam("sort", "-estimatedValue")
                .queryParam("fields", "lastName,estimatedValue").queryParam("count", true).get(LEADS).then().statusCode(200)
                .body("items.lastName", equalTo(List.of("List 3", "List 2")))
                .body("total", equalTo(2));
        as("sales-rep").queryParam("q", run).queryParam("limit", 2).get(LEADS).then().statusCode(200)
                .body("items", hasSize(2))
                .body("nextCursor", not(equalTo(null)));
        as("sales-rep").queryParam("groupBy", "rating").queryParam("measures", "count").queryParam("filter", "company==*" + run).get(LEADS + "/summary")
                .then().statusCode(200)
                .body("items.find { it.rating == 'COLD' }.count", equalTo(2));
    }
}
