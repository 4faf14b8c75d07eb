package crm.campaigns.member;

import static crm.campaigns.testing.TestCampaigns.CAMPAIGNS;
import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.contact;
import static crm.campaigns.testing.TestCampaigns.lead;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.PublishedEvents;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CampaignsParts
class MembersTest {

    private static final String TOUCHES = "/api/v1/touches";

    @Test
    void peopleBecomeMembersOnceHoweverOftenTheyAreNamed() throws Exception {
        UUID campaign = active("");
        UUID account = UUID.randomUUID();
        UUID lead = lead("");
        UUID contact = contact(",\"accountId\":\"" + account + "\"");
        try (PublishedEvents events = PublishedEvents.hear()) {
            add(campaign, "{\"leadIds\":[\"" + lead + "\",\"" + lead + "\"],\"contactIds\":[\"" + contact + "\"]}")
                    .then().statusCode(200).body("added", equalTo(2)).body("alreadyMembers", equalTo(0));
            add(campaign, "{\"leadIds\":[\"" + lead + "\"]}").then().statusCode(200).body("added", equalTo(0)).body("alreadyMembers", equalTo(1));

            UUID member = member(campaign, "contactId==" + contact);
            JsonNode told = events.await(member, "crm.campaigns.member-added.v1").path("data");
            assertThat(told.path("accountId").asText()).isEqualTo(account.toString());
            assertThat(told.path("origin").asText()).isEqualTo("HAND");
            assertThat(told.path("status").asText()).isEqualTo("TARGETED");
        }
        as("executive").queryParam("count", true).get(at(campaign, "members")).then().body("total", equalTo(2));
        as("executive").get(CAMPAIGNS + "/" + campaign).then().body("counters.members", equalTo(2))
                .body("counters.byStatus", equalTo(Map.of("TARGETED", 2))).body("counters.responses", equalTo(0));
    }

    @Test
    void whoIsNotKnownIsNamedAndNobodyIsAdded() {
        UUID campaign = active("");
        UUID archived = lead(",\"archivedAt\":\"2026-01-02T00:00:00Z\"");
        UUID unknown = UUID.randomUUID();

        add(campaign, "{\"leadIds\":[\"" + lead("") + "\",\"" + archived + "\"],\"contactIds\":[\"" + unknown + "\"]}").then().statusCode(422)
                .body("errors.pointer", contains("/leadIds/1", "/contactIds/0"));
        add(campaign, "{}").then().statusCode(422);
        add(campaign, "{\"leadIds\":[\"x\"]}").then().statusCode(422).body("errors.pointer", contains("/leadIds/0"));
        add(campaign, "{\"people\":[]}").then().statusCode(400);

        as("marketer").get(at(campaign, "members")).then().body("items", hasSize(0));
    }

    @Test
    void whatIsOverTakesNobody() {
        add(stored("marketer", "marketing", "COMPLETED"), "{\"leadIds\":[\"" + lead("") + "\"]}").then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:campaign-over"));
    }

    @Test
    void aResponseIsToldAndIsATouchOnceForEachStatus() throws Exception {
        UUID campaign = active("");
        UUID lead = lead("");
        add(campaign, "{\"leadIds\":[\"" + lead + "\"]}");
        UUID member = member(campaign, "leadId==" + lead);
        try (PublishedEvents events = PublishedEvents.hear()) {
            patch(campaign, member, "{\"status\":\"SENT\"}").then().statusCode(200);
            patch(campaign, member, "{\"status\":\"REGISTERED\",\"respondedAt\":\"2026-01-05T00:00:00Z\"}").then().statusCode(200).body("version", equalTo(3));
            patch(campaign, member, "{\"status\":\"ATTENDED\"}").then().statusCode(200).body("respondedAt", notNullValue());
            patch(campaign, member, "{\"status\":\"REGISTERED\"}").then().statusCode(200);

            assertThat(events.await(member, "crm.campaigns.member-responded.v1").path("data").path("status").asText()).isEqualTo("REGISTERED");
        }
        as("marketer").queryParam("filter", "leadId==" + lead).queryParam("sort", "occurredAt").get(TOUCHES).then()
                .body("items.kind", contains("REGISTRATION", "ATTENDANCE")).body("items[0].occurredAt", equalTo("2026-01-05T00:00:00Z"))
                .body("items.campaignId", contains(campaign.toString(), campaign.toString()));
        as("marketer").get(CAMPAIGNS + "/" + campaign).then().body("counters.responses", equalTo(1)).body("counters.touches", equalTo(2));
    }

    @Test
    void aChangeThatCannotBeIsRefused() {
        UUID campaign = active("");
        UUID lead = lead("");
        add(campaign, "{\"leadIds\":[\"" + lead + "\"]}");
        UUID member = member(campaign, "leadId==" + lead);

        as("marketer").body("{\"status\":\"SENT\"}").patch(at(campaign, "members/" + member)).then().statusCode(428);
        as("marketer").header("If-Match", "\"7\"").body("{\"status\":\"SENT\"}").patch(at(campaign, "members/" + member)).then().statusCode(412);
        patch(campaign, member, "{\"status\":\"DREAMT\"}").then().statusCode(422);
        patch(campaign, member, "{\"status\":\"CLICKED\",\"respondedAt\":\"2999-01-01T00:00:00Z\"}").then().statusCode(422);
        patch(campaign, member, "{\"campaignId\":\"" + campaign + "\"}").then().statusCode(422);
        patch(active(""), member, "{\"status\":\"SENT\"}").then().statusCode(404);
        as("marketer").get(at(active(""), "members/" + member)).then().statusCode(404);
    }

    @Test
    void whoIsRemovedIsNoMemberUntilSomebodyBringsItBack() throws Exception {
        UUID campaign = active("");
        UUID lead = lead("");
        UUID contact = contact("");
        add(campaign, "{\"leadIds\":[\"" + lead + "\"],\"contactIds\":[\"" + contact + "\"],\"status\":\"CLICKED\"}");
        UUID member = member(campaign, "leadId==" + lead);
        UUID other = member(campaign, "contactId==" + contact);
        String touches = "leadId==" + lead + ";campaignId==" + campaign;
        try (PublishedEvents events = PublishedEvents.hear()) {
            as("marketer").delete(at(campaign, "members/" + member)).then().statusCode(428);
            as("marketer").header("If-Match", "\"1\"").delete(at(active(""), "members/" + member)).then().statusCode(404);
            as("marketer").header("If-Match", "\"1\"").delete(at(campaign, "members/" + member)).then().statusCode(200).body("archivedAt", notNullValue());

            JsonNode told = events.await(member, "crm.campaigns.record-changed.v1").path("data");
            assertThat(told.path("recordType").asText()).isEqualTo("campaignMember");
            assertThat(told.path("action").asText()).isEqualTo("ARCHIVED");
        }
        as("executive").get(at(campaign, "members")).then().body("items.id", contains(other.toString()));
        as("executive").get(CAMPAIGNS + "/" + campaign).then().body("counters.members", equalTo(1)).body("counters.touches", equalTo(2));
        as("executive").queryParam("filter", touches).get(TOUCHES).then().body("items", hasSize(1));

        as("marketer").post(at(campaign, "members/" + member + "/restoration")).then().statusCode(200).body("version", equalTo(3)).body("status", equalTo("CLICKED"));
        as("executive").get(CAMPAIGNS + "/" + campaign).then().body("counters.members", equalTo(2));
        as("executive").queryParam("filter", touches).get(TOUCHES).then().body("items", hasSize(1));
    }

    @Test
    void manyAreRemovedAtOnceAndWhoIsAddedAgainIsTheSameMember() {
        UUID campaign = active("");
        UUID lead = lead("");
        UUID second = lead("");
        add(campaign, "{\"leadIds\":[\"" + lead + "\",\"" + second + "\"],\"status\":\"SENT\"}");
        UUID member = member(campaign, "leadId==" + lead);
        UUID kept = member(campaign, "leadId==" + second);
        UUID elsewhere = active("");
        add(elsewhere, "{\"leadIds\":[\"" + lead + "\"]}");

        as("marketer").body("{\"operations\":[{\"op\":\"archive\",\"id\":\"" + member + "\",\"version\":1},{\"op\":\"archive\",\"id\":\"" + kept + "\",\"version\":9},"
                        + "{\"op\":\"archive\",\"id\":\"" + member(elsewhere, "leadId==" + lead) + "\"},{\"op\":\"create\",\"record\":{\"status\":\"SENT\"}}]}")
                .post(at(campaign, "members/bulk")).then().statusCode(200).body("results.status", contains(200, 412, 404, 403));
        as("executive").get(at(campaign, "members")).then().body("items.id", contains(kept.toString()));

        String everybody = "{\"entity\":\"lead\",\"filter\":\"id=in=(" + lead + "," + second + ")\",\"dryRun\":true}";
        as("marketer").body(everybody).post(at(campaign, "members/selection")).then().body("matched", equalTo(2)).body("alreadyMembers", equalTo(1));
        add(campaign, "{\"leadIds\":[\"" + lead + "\",\"" + second + "\"]}").then().body("added", equalTo(1)).body("alreadyMembers", equalTo(1));
        as("executive").get(at(campaign, "members/" + member)).then().body("status", equalTo("TARGETED")).body("version", equalTo(3));
        as("executive").get(at(campaign, "members/" + kept)).then().body("status", equalTo("SENT")).body("version", equalTo(1));
    }

    @Test
    void aFilterStaysWithinItsCampaign() {
        UUID mine = active("");
        UUID other = active("");
        add(mine, "{\"leadIds\":[\"" + lead("") + "\"]}");
        add(other, "{\"leadIds\":[\"" + lead("") + "\"]}");

        as("marketer").queryParam("filter", "status==SENT,status==TARGETED").get(at(mine, "members")).then().body("items", hasSize(1));
        as("marketer").queryParam("filter", "status==SENT),(status==TARGETED").get(at(mine, "members")).then().statusCode(400);
        as("marketer").queryParam("groupBy", "status").get(at(mine, "members/summary")).then().body("items[0].count", equalTo(1));
        assertThat(as("marketer").get(at(mine, "members/export")).asString().lines().count()).isEqualTo(2);
    }

    private static io.restassured.response.Response add(UUID campaign, String body) {
        return as("marketer").body(body).post(at(campaign, "members"));
    }

    private static io.restassured.response.Response patch(UUID campaign, UUID member, String body) {
        return as("marketer").header("If-Match", "*").body(body).patch(at(campaign, "members/" + member));
    }

    private static UUID member(UUID campaign, String filter) {
        return UUID.fromString(as("marketer").queryParam("filter", filter).get(at(campaign, "members")).then().statusCode(200)
                .body("items", hasSize(1)).extract().path("items[0].id"));
    }
}
