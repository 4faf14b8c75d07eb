package crm.leads.routing;

import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.sql;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import crm.chassis.testing.PublishedEvents;
import crm.chassis.time.BusinessHours;
import crm.contracts.leads.LeadEvents;
import crm.leads.testing.LeadsParts;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets the leads of an import. */
@LeadsParts
class ImportRoutingTest {

    private static final String RULES = "/api/v1/assignment-rules";

    private final String source = "Import " + UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void nobodyHasTakenATurnAndEverybodyIsThere() {
        sql("delete from assignment_rule");
        sql("delete from assignment_turn");
        sql("delete from assignment_queue");
        sql("delete from assignment_availability");
    }

    @Test
    void leadsThatNameNobodyGoWhereTheRulesSayWithTheirLimits() throws Exception {
        rule(1, "company==*GmbH*", "\"toOwner\":\"sales-rep\",\"responseMinutes\":90,\"recycleAfterDays\":7");
        rule(2, "company==*Ltd*", "\"toTeam\":\"sales-west\",\"roundRobin\":false");
        try (PublishedEvents events = PublishedEvents.hear()) {
            imported("crm-admin", "", "lastName,company,leadSource,owner\nFirst,One GmbH," + source + ",\nSecond,Two Ltd," + source + ",\n"
                    + "Third,Three SA," + source + ",\nFourth,Four GmbH," + source + ",sales-rep-2\n");

            Response first = lead("First");
            first.then().body("owner", equalTo("sales-rep")).body("team", equalTo("sales-central")).body("status", equalTo("ASSIGNED")).body("version", equalTo(1));
            Instant assigned = Instant.parse(first.path("assignedAt"));
            Map<String, Object> hours = as("sales-rep").get(RULES + "/business-hours").then().extract().path("hours");
            assertThat(Instant.parse(first.path("responseDueAt"))).isEqualTo(BusinessHours.of(hours).plus(assigned, Duration.ofMinutes(90)));
            assertThat(Instant.parse(first.path("recycleAt"))).isEqualTo(assigned.plus(Duration.ofDays(7)));
            lead("Second").then().body("team", equalTo("sales-west")).body("$", not(hasKey("owner"))).body("$", not(hasKey("responseDueAt")));
            lead("Third").then().body("owner", equalTo("crm-admin")).body("status", equalTo("NEW"));
            lead("Fourth").then().body("owner", equalTo("sales-rep-2")).body("$", not(hasKey("assignmentRuleId")));
            UUID id = UUID.fromString(first.path("id"));
            assertThat(events.await(id, LeadEvents.LEAD_ASSIGNED).at("/data/owner").asText()).isEqualTo("sales-rep");
            assertThat(events.typesAbout(id)).containsExactly("lead-captured.v1", "lead-assigned.v1");
        }
    }

    @Test
    void turnsOfAFileAreAsTheCapacities() {
        rule(1, null, "\"toTeam\":\"sales\"");
        as("crm-admin").header("If-Match", "*").body("{\"capacity\":3}").put(RULES + "/availability/sales-rep").then().statusCode(200);

        imported("integration", "", "lastName,leadSource\n" + rows(1_200));

        as("crm-admin").queryParam("filter", only()).queryParam("groupBy", "owner").get(LEADS + "/summary").then().statusCode(200)
                .body("items.find { it.owner == 'sales-rep' }.count", equalTo(900)).body("items.find { it.owner == 'sales-rep-2' }.count", equalTo(300));
        // and single leads go on from there
        as("integration").body("{\"lastName\":\"Next\",\"leadSource\":\"" + source + "\"}").post(LEADS).then().statusCode(201).body("owner", equalTo("sales-rep"));
    }

    @Test
    void anImportThatLeavesOwnersAloneIsNotRouted() {
        rule(1, null, "\"toOwner\":\"sales-rep\"");

        imported("integration", "?keepOwners=true", "lastName,leadSource\nAlone," + source + "\n");

        lead("Alone").then().body("$", not(hasKey("owner"))).body("status", equalTo("NEW"));
    }

    @Test
    void aRepsOwnListStaysTheReps() {
        rule(1, null, "\"toOwner\":\"sales-rep-2\"");

        imported("sales-rep", "", "lastName,leadSource\nMine," + source + "\n");

        lead("Mine").then().body("owner", equalTo("sales-rep"));
    }

    @Test
    void whatIsOverOrInThePoolStaysAndWhatIsUnderWayGetsNoLimit() {
        rule(1, null, "\"toOwner\":\"sales-rep\",\"responseMinutes\":90");

        imported("integration", "", "lastName,leadSource,status\nLost," + source + ",UNQUALIFIED\nPool," + source + ",RECYCLED\nWarm," + source + ",CONTACTED\n");

        lead("Lost").then().body("$", not(hasKey("owner")));
        lead("Pool").then().body("$", not(hasKey("owner"))).body("status", equalTo("RECYCLED"));
        lead("Warm").then().body("owner", equalTo("sales-rep")).body("status", equalTo("CONTACTED")).body("$", not(hasKey("responseDueAt")));
    }

    @Test
    void aDryRunTakesNoTurns() {
        rule(1, null, "\"toTeam\":\"sales\"");

        imported("integration", "?dryRun=true", "lastName,leadSource\n" + rows(3));

        as("integration").queryParam("filter", only()).get(LEADS).then().body("items", hasSize(0));
        as("integration").body("{\"lastName\":\"Next\",\"leadSource\":\"" + source + "\"}").post(LEADS).then().body("owner", equalTo("sales-rep"));
    }

    @Test
    void aKeyThatWasUsedWithRoutingIsNotUsedWithout() {
        String key = UUID.randomUUID().toString();
        String file = "lastName,leadSource\nKeyed," + source + "\n";
        assertThat(post("integration", "", file, key).statusCode()).isEqualTo(202);
        assertThat(post("integration", "?keepOwners=true", file, key).statusCode()).isEqualTo(422);
    }

    private String rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Row " + i + "," + source).collect(Collectors.joining("\n", "", "\n"));
    }

    private String only() {
        return "leadSource=='" + source + "'";
    }

    private void rule(int position, String condition, String members) {
        as("crm-admin").body("{\"name\":\"Rule\",\"position\":" + position + ",\"condition\":\"" + only() + (condition == null ? "" : ";" + condition) + "\"," + members + "}")
                .post(RULES).then().statusCode(201);
    }

    private Response lead(String lastName) {
        String id = as("crm-admin").queryParam("filter", only() + ";lastName=='" + lastName + "'").get(LEADS).then().body("items", hasSize(1)).extract().path("items[0].id");
        return as("crm-admin").get(LEADS + "/" + id).then().statusCode(200).extract().response();
    }

    private static Response post(String login, String query, String file, String key) {
        return given().auth().oauth2(token(login)).contentType("text/csv").header("Idempotency-Key", key).body(file).post(LEADS + "/imports" + query);
    }

    private static void imported(String login, String query, String file) {
        String job = post(login, query, file, UUID.randomUUID().toString()).then().statusCode(202).extract().path("id");
        JsonPath done = Awaitility.await().atMost(Duration.ofSeconds(30)).until(
                () -> as("crm-admin").get("/api/v1/imports/" + job).then().statusCode(200).extract().jsonPath(), view -> view.getString("finishedAt") != null);
        assertThat(done.getInt("failed")).isZero();
    }
}
