package crm.campaigns.campaign;

import static crm.campaigns.testing.TestCampaigns.CAMPAIGNS;
import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.planned;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.PublishedEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CampaignsParts
class CampaignLifeTest {

    private static final Map<String, List<String>> LEGAL = Map.of(
            "PLANNED", List.of("approval", "cancellation"),
            "APPROVED", List.of("launch", "cancellation"),
            "ACTIVE", List.of("pause", "completion", "cancellation"),
            "PAUSED", List.of("resumption", "completion", "cancellation"),
            "COMPLETED", List.of(),
            "CANCELLED", List.of());
    private static final Map<String, String> LEADS_TO = Map.of("approval", "APPROVED", "launch", "ACTIVE", "pause", "PAUSED", "resumption", "ACTIVE",
            "completion", "COMPLETED", "cancellation", "CANCELLED");

    @Test
    void aCampaignGoesThroughItsLifeAndTellsOfIt() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID id = planned("marketer", ",\"type\":\"WEBINAR\",\"budgetedCost\":4000.5,\"currency\":\"EUR\",\"startDate\":\"2026-11-01\","
                    + "\"utm\":{\"source\":\"newsletter\",\"campaign\":\"autumn\"},\"segmentIds\":[\"buyers\"]");
            as("marketer").get(CAMPAIGNS + "/" + id).then().statusCode(200)
                    .body("status", equalTo("PLANNED"))
                    .body("owner", equalTo("marketer"))
                    .body("budgetedCostBase", equalTo(4400.55f))
                    .body("counters.members", equalTo(0))
                    .body("counters.byStatus", equalTo(Map.of()));

            as("marketer").body("{\"comment\":\"Go\"}").post(at(id, "approval")).then().statusCode(200)
                    .body("status", equalTo("APPROVED"))
                    .body("approval.by", equalTo("marketer"))
                    .body("approval.comment", equalTo("Go"));
            as("marketer").body("{}").post(at(id, "launch")).then().statusCode(200).body("status", equalTo("ACTIVE")).body("launchedAt", notNullValue());
            as("marketer").post(at(id, "pause")).then().statusCode(200).body("status", equalTo("PAUSED"));
            as("marketer").post(at(id, "resumption")).then().statusCode(200).body("status", equalTo("ACTIVE"));
            as("marketer").post(at(id, "completion")).then().statusCode(200).body("status", equalTo("COMPLETED"));

            events.await(id, "crm.campaigns.campaign-completed.v1");
            assertThat(events.typesAbout(id)).containsExactly("campaign-created.v1", "campaign-changed.v1", "campaign-approved.v1", "campaign-changed.v1",
                    "campaign-launched.v1", "campaign-changed.v1", "campaign-changed.v1", "campaign-changed.v1", "campaign-completed.v1");
        }
    }

    @ParameterizedTest
    @CsvSource({"PLANNED", "APPROVED", "ACTIVE", "PAUSED", "COMPLETED", "CANCELLED"})
    void fromEachStatusOnlyTheLegalActsLeadOnAndARefusalNamesThem(String status) {
        SoftAssertions all = new SoftAssertions();
        LEADS_TO.forEach((act, to) -> {
            UUID id = stored("marketer", "marketing", status);
            var answer = as("marketer").body(act.equals("cancellation") ? "{\"reason\":\"No budget\"}" : "{}").post(at(id, act));
            if (LEGAL.get(status).contains(act)) {
                all.assertThat(answer.statusCode()).as(act).isEqualTo(200);
                all.assertThat((String) answer.path("status")).as(act).isEqualTo(to);
            } else {
                all.assertThat(answer.statusCode()).as(act).isEqualTo(409);
                all.assertThat((String) answer.path("type")).isEqualTo("urn:crm:problem:illegal-transition");
                all.assertThat(answer.<List<String>>path("acts")).as(act).isEqualTo(LEGAL.get(status));
                all.assertThat(answer.<List<String>>path("legal")).as(act).isEqualTo(LEGAL.get(status).stream().map(LEADS_TO::get).toList());
            }
        });
        all.assertAll();
    }

    @Test
    void theStatusIsReachedByActsAlone() {
        UUID id = planned("marketer", "");

        as("marketer").header("If-Match", "*").body("{\"status\":\"ACTIVE\"}").patch(CAMPAIGNS + "/" + id).then().statusCode(422);
        as("marketer").body("{\"name\":\"x\",\"status\":\"ACTIVE\"}").post(CAMPAIGNS).then().statusCode(422);
        as("marketer").body("{}").post(at(id, "cancellation")).then().statusCode(422).body("errors[0].pointer", equalTo("/reason"));
    }

    @Test
    void whatIsOverChangesNoMore() {
        UUID id = stored("marketer", "marketing", "CANCELLED");

        as("marketer").header("If-Match", "*").body("{\"objective\":\"x\"}").patch(CAMPAIGNS + "/" + id).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:campaign-over"));
        as("marketer").header("If-Match", "*").body("{\"tags\":[\"late\"]}").patch(CAMPAIGNS + "/" + id).then().statusCode(200);
    }

    @Test
    void upToTheLimitAMarketerApprovesAnOwnCampaignAndAboveItAManagerDoes() {
        UUID small = planned("marketer", ",\"budgetedCost\":10000");
        as("marketer").body("{}").post(at(small, "approval")).then().statusCode(200);

        UUID large = planned("marketer", ",\"budgetedCost\":10000.01");
        as("marketer").body("{}").post(at(large, "approval")).then().statusCode(403).body("type", equalTo("urn:crm:problem:approval-needs-manager"));
        as("marketing-manager").body("{}").post(at(large, "approval")).then().statusCode(200).body("approval.by", equalTo("marketing-manager"));
    }

    @Test
    void theLimitIsInTheBaseCurrencyAndWhoNamesNoBudgetIsAboveIt() {
        UUID euros = planned("marketer", ",\"budgetedCost\":9500,\"currency\":\"EUR\"");
        as("marketer").body("{}").post(at(euros, "approval")).then().statusCode(403);

        UUID unbounded = planned("marketer", "");
        as("marketer").body("{}").post(at(unbounded, "approval")).then().statusCode(403);
    }

    @Test
    void nobodyApprovesAnOwnCampaignAboveTheLimit() {
        UUID own = planned("marketing-manager", ",\"budgetedCost\":20000");
        as("marketing-manager").body("{}").post(at(own, "approval")).then().statusCode(403).body("type", equalTo("urn:crm:problem:approval-by-another"));
        as("crm-admin").body("{}").post(at(own, "approval")).then().statusCode(200);

        // giving it away does not help who made it
        UUID given = planned("marketing-manager", ",\"budgetedCost\":20000,\"owner\":\"marketer\"");
        as("marketing-manager").body("{}").post(at(given, "approval")).then().statusCode(403);
    }

    @Test
    void whatSpentMoreThanItsBudgetNeedsAManager() {
        UUID id = planned("marketer", ",\"budgetedCost\":100");
        as("marketer").body("{\"amount\":150,\"currency\":\"USD\",\"incurredOn\":\"2026-11-01\",\"description\":\"Hall\"}").post(at(id, "costs")).then()
                .statusCode(201);

        as("marketer").body("{}").post(at(id, "approval")).then().statusCode(403);
        as("marketing-manager").body("{}").post(at(id, "approval")).then().statusCode(200);
    }

    @Test
    void anApprovedBudgetIsRaisedByWhoMayApproveIt() {
        UUID id = active("");

        as("marketer").header("If-Match", "*").body("{\"budgetedCost\":9000}").patch(CAMPAIGNS + "/" + id).then().statusCode(200);
        as("marketer").header("If-Match", "*").body("{\"budgetedCost\":90000}").patch(CAMPAIGNS + "/" + id).then().statusCode(403);
        as("marketer").header("If-Match", "*").body("{\"budgetedCost\":null}").patch(CAMPAIGNS + "/" + id).then().statusCode(403);
        as("marketer").header("If-Match", "*").body("{\"budgetedCost\":50}").patch(CAMPAIGNS + "/" + id).then().statusCode(200);
        as("marketing-manager").header("If-Match", "*").body("{\"budgetedCost\":90000}").patch(CAMPAIGNS + "/" + id).then().statusCode(200);
    }

    @Test
    void campaignsMakeATreeAndNoCircle() {
        UUID top = planned("marketer", "");
        UUID middle = planned("marketer", ",\"parentId\":\"" + top + "\"");
        UUID low = planned("marketer", ",\"parentId\":\"" + middle + "\"");

        as("marketer").header("If-Match", "*").body("{\"parentId\":\"" + low + "\"}").patch(CAMPAIGNS + "/" + top).then().statusCode(422)
                .body("errors[0].detail", equalTo("parentId would make this campaign a part of itself."));
        as("marketer").header("If-Match", "*").body("{\"parentId\":\"" + top + "\"}").patch(CAMPAIGNS + "/" + top).then().statusCode(422);
        as("marketer").body("{\"name\":\"x\",\"parentId\":\"" + UUID.randomUUID() + "\"}").post(CAMPAIGNS).then().statusCode(422);
        as("marketer").queryParam("filter", "parentId==" + top).get(CAMPAIGNS).then().body("items.id", contains(middle.toString()));
    }

    @Test
    void valuesThatCannotBeAreRefusedTogether() {
        as("marketer").body("{\"name\":\"x\",\"budgetedCost\":-1,\"expectedResponsePct\":101,\"startDate\":\"2026-12-01\",\"endDate\":\"2026-11-01\"}")
                .post(CAMPAIGNS).then().statusCode(422).body("errors.pointer", contains("/budgetedCost", "/expectedResponsePct", "/endDate"));
        as("marketer").body("{\"name\":\"x\",\"currency\":\"XXX\"}").post(CAMPAIGNS).then().statusCode(422);
    }

    @Test
    void amountsAreSummedUpInTheBaseCurrency() {
        String tag = UUID.randomUUID().toString();
        planned("marketer", ",\"budgetedCost\":100,\"currency\":\"EUR\",\"externalId\":\"" + tag + "\"");
        planned("marketer", ",\"budgetedCost\":100,\"currency\":\"USD\",\"externalId\":\"" + tag + "\"");

        as("marketer").queryParam("filter", "externalId==" + tag).queryParam("measures", "count,sum(budgetedCost)").get(CAMPAIGNS + "/summary").then()
                .statusCode(200).body("items[0].count", equalTo(2)).body("items[0].'sum(budgetedCost)'", equalTo(210));
    }

    @Test
    void anImportBringsCampaignsInAnyState() {
        String external = UUID.randomUUID().toString();
        String job = io.restassured.RestAssured.given().auth().oauth2(crm.chassis.testing.Callers.token("marketer")).contentType("text/csv")
                .body("name,status,type,externalId\nOld fair,COMPLETED,TRADE_SHOW," + external + "\nBad,DREAMT,TRADE_SHOW,x\n")
                .post(CAMPAIGNS + "/imports").then().statusCode(202).extract().path("id");
        org.awaitility.Awaitility.await().until(() -> as("marketer").get("/api/v1/imports/" + job).path("finishedAt") != null);

        as("marketer").get("/api/v1/imports/" + job).then().body("created", equalTo(1)).body("failed", equalTo(1));
        as("marketer").queryParam("filter", "externalId==" + external).get(CAMPAIGNS).then().body("items[0].status", equalTo("COMPLETED"))
                .body("items[0].currency", equalTo("USD")).body("items[0]", not(hasKey("actualCost")));
        assertThat(as("marketer").queryParam("filter", "externalId==" + external).get(CAMPAIGNS + "/export").asString()).contains("Old fair");
    }
}
