package crm.leads.analytics;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import crm.leads.testing.LeadsParts;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@LeadsParts
class AnalyticsTest {

    private static final String ANALYTICS = LEADS + "/analytics";

    private final String source = "Source " + UUID.randomUUID();

    @Test
    void theFunnelTellsHowFarLeadsComeAndHowLongTheStepsTake() {
        UUID far = lead("ASSIGNED:60", "CONTACTED:360", "QUALIFIED:1360", "CONVERTED:2360");
        lead("ASSIGNED:120", "CONTACTED:720", "NURTURING:800");
        lead("CONTACTED:900", "UNQUALIFIED:1000");
        lead();
        assertThat(far).isNotNull();

        of("funnel").body("items", hasSize(1)).body("items[0].steps.status", equalTo(List.of("NEW", "ASSIGNED", "CONTACTED", "QUALIFIED", "CONVERTED")))
                .body("items[0].steps.leads", equalTo(List.of(4, 3, 3, 1, 1)))
                .body("items[0].steps[1].conversion", equalTo(0.75f)).body("items[0].steps[2].conversion", equalTo(1.0f))
                .body("items[0].steps[3].conversion", equalTo(0.3333f)).body("items[0].steps[4].conversion", equalTo(1.0f))
                .body("items[0].steps[0]", not(hasKey("medianSeconds")))
                .body("items[0].steps[1].medianSeconds", equalTo(90))
                .body("items[0].steps[2].medianSeconds", equalTo(600))
                .body("items[0].steps[3].medianSeconds", equalTo(1000)).body("items[0].steps[4].medianSeconds", equalTo(1000))
                .body("items[0].nowAside.NURTURING", equalTo(1)).body("items[0].nowAside.UNQUALIFIED", equalTo(1)).body("items[0].nowAside.JUNK", equalTo(0));
    }

    @Test
    void stepsOfPeopleAndOfImportsAreCountedAlike() {
        String externalId = UUID.randomUUID().toString();
        String id = as("integration").body("{\"lastName\":\"" + externalId + "\",\"leadSource\":\"" + source + "\"}").post(LEADS).then().statusCode(201).extract().path("id");
        as("integration").body("{\"owner\":\"sales-rep\"}").post(at(UUID.fromString(id), "assignment")).then().statusCode(200);
        as("sales-rep").body("{}").post(at(UUID.fromString(id), "qualification")).then().statusCode(200);
        String job = given().auth().oauth2(token("crm-admin")).contentType("text/csv")
                .body("lastName,leadSource,status,createdAt,convertedAt\nImported," + source + ",CONVERTED,2026-11-20,2026-11-22\n").post(LEADS + "/imports").then().statusCode(202)
                .extract().path("id");
        await().atMost(Duration.ofSeconds(30)).until(() -> as("crm-admin").get("/api/v1/imports/" + job).then().extract().path("finishedAt") != null);

        of("funnel", "groupBy", "leadSource").body("items[0].leadSource", equalTo(source)).body("items[0].steps.leads", equalTo(List.of(2, 2, 2, 2, 1)))
                .body("items[0].steps[4].medianSeconds", equalTo(2 * 86_400));
        of("funnel", "groupBy", "month").body("items.find { it.month == '2026-11' }.steps[0].leads", equalTo(2));
        of("funnel", "from", "2026-11-20", "to", "2026-11-20").body("items[0].steps.leads", equalTo(List.of(1, 1, 1, 1, 1)));
    }

    @Test
    void responseTimesAreSpreadOverTheirSizes() {
        answered(60, 100);
        answered(300, 200);
        answered(4_000, 5_000);
        answered(400_000, null);
        UUID waiting = lead();
        sql("update lead set response_due_at = now(), response_overdue_at = now() where id = ?", waiting);

        of("response-times").body("items[0].leads", equalTo(5)).body("items[0].answered", equalTo(4)).body("items[0].medianSeconds", equalTo(2_150))
                .body("items[0].withLimit", equalTo(4)).body("items[0].inTime", equalTo(2)).body("items[0].late", equalTo(1)).body("items[0].overdue", equalTo(1))
                .body("items[0].distribution.within5Minutes", equalTo(2)).body("items[0].distribution.within1Hour", equalTo(0))
                .body("items[0].distribution.within4Hours", equalTo(1)).body("items[0].distribution.later", equalTo(1));
    }

    @Test
    void decilesHoldTheScoreAgainstWhatBecameOfTheLeads() {
        for (int i = 0; i < 20; i++) {
            UUID lead = lead();
            sql("update lead set score = ?, status = ? where id = ?", (long) (i * 5), i >= 18 || i == 10 ? "CONVERTED" : "UNQUALIFIED", lead);
        }
        lead();

        of("score-deciles").body("items", hasSize(10)).body("items[0].decile", equalTo(1)).body("items[0].leads", equalTo(2))
                .body("items[0].minScore", equalTo(90)).body("items[0].maxScore", equalTo(95)).body("items[0].promised", equalTo(0.925f))
                .body("items[0].converted", equalTo(2)).body("items[0].conversion", equalTo(1))
                .body("items[4].conversion", equalTo(0.5f)).body("items[9].converted", equalTo(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"sales-rep,2", "sales-rep-2,1", "sales-manager,2", "marketer,3", "marketing-manager,3", "crm-admin,3", "integration,3", "data-steward,3",
        "compliance-officer,3", "executive,3", "support-agent,-1", "support-manager,-1", "success-manager,-1"})
    void eachRoleCountsWhatItSees(String login, int leads) {
        UUID central = stored("colleague", "sales-central", "NEW");
        UUID nobodys = stored(null, null, "NEW");
        UUID stranger = stored("stranger", "strangers", "NEW");
        for (UUID lead : List.of(central, nobodys, stranger)) {
            sql("update lead set lead_source = ? where id = ?", source, lead);
        }
        for (String path : List.of("funnel", "response-times", "score-deciles")) {
            as(login).get(ANALYTICS + "/" + path).then().statusCode(leads < 0 ? 403 : 200);
            anonymous().get(ANALYTICS + "/" + path).then().statusCode(401);
        }
        if (leads >= 0) {
            as(login).queryParam("filter", "leadSource==\"" + source + "\"").get(ANALYTICS + "/funnel").then().body("items[0].steps[0].leads", equalTo(leads));
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        as("crm-admin").get(ANALYTICS + "/funnel?groupBy=shoeSize").then().statusCode(400);
        as("crm-admin").get(ANALYTICS + "/funnel?from=yesterday").then().statusCode(400);
        as("crm-admin").get(ANALYTICS + "/response-times?filter=nothing==1").then().statusCode(400);
    }

    /** A lead that went a way: status and seconds after it came in. */
    private UUID lead(String... way) {
        UUID lead = stored("sales-rep", "sales-central", "NEW");
        sql("update lead set lead_source = ? where id = ?", source, lead);
        for (String step : way) {
            String[] parts = step.split(":");
            sql("update lead set status = ?, updated_at = created_at + ? * interval '1 second' where id = ?", parts[0], Integer.parseInt(parts[1]), lead);
        }
        return lead;
    }

    private void answered(int seconds, Integer limit) {
        UUID lead = lead();
        sql("update lead set first_responded_at = created_at + ? * interval '1 second' where id = ?", seconds, lead);
        if (limit != null) {
            sql("update lead set response_due_at = created_at + ? * interval '1 second' where id = ?", limit, lead);
        }
    }

    private ValidatableResponse of(String what, String... parameters) {
        var request = as("crm-admin").queryParam("filter", "leadSource==\"" + source + "\"");
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(ANALYTICS + "/" + what).then().statusCode(200);
    }
}
