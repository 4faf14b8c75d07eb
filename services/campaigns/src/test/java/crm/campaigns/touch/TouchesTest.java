package crm.campaigns.touch;

import static crm.campaigns.testing.TestCampaigns.CAMPAIGNS;
import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.awaitKnown;
import static crm.campaigns.testing.TestCampaigns.contact;
import static crm.campaigns.testing.TestCampaigns.lead;
import static crm.campaigns.testing.TestCampaigns.planned;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.campaigns.testing.TestCampaigns.value;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CampaignsParts
class TouchesTest {

    private static final String TOUCHES = "/api/v1/touches";
    private static final String CAPTURED = "crm.leads.lead-captured.v1";
    private static final String CHANGED = "crm.leads.lead-changed.v1";

    @Test
    void somebodyRecordsATouchByHandAndItIsTold() throws Exception {
        UUID campaign = active("");
        UUID lead = lead("");
        try (PublishedEvents events = PublishedEvents.hear()) {
            String body = "{\"campaignId\":\"" + campaign + "\",\"leadId\":\"" + lead
                    + "\",\"kind\":\"CALL\",\"channel\":\"phone\",\"occurredAt\":\"2026-02-01T10:00:00Z\",\"note\":\"Wants a quote\"}";
            String id = as("sales-rep").header("Idempotency-Key", lead.toString()).body(body).post(TOUCHES).then().statusCode(201)
                    .body("sourceKey", notNullValue()).extract().path("id");
            as("sales-rep").header("Idempotency-Key", lead.toString()).body(body).post(TOUCHES).then().statusCode(201).body("id", equalTo(id));

            assertThat(events.await(UUID.fromString(id), "crm.campaigns.touch-recorded.v1").path("data").path("kind").asText()).isEqualTo("CALL");
            as("executive").get(TOUCHES + "/" + id).then().statusCode(200).body("note", equalTo("Wants a quote"));
            touchesOf(lead).body("items", hasSize(1));
        }
    }

    @Test
    void aTouchNeedsSomebodyAndACampaignThatAreKnown() {
        UUID campaign = active("");
        as("marketer").body("{\"campaignId\":\"" + campaign + "\",\"kind\":\"CALL\"}").post(TOUCHES).then().statusCode(422);
        as("marketer").body("{\"campaignId\":\"" + campaign + "\",\"kind\":\"CAPTURE\",\"leadId\":\"" + lead("") + "\"}").post(TOUCHES).then().statusCode(422);
        as("marketer").body("{\"campaignId\":\"" + UUID.randomUUID() + "\",\"kind\":\"CALL\",\"contactId\":\"" + UUID.randomUUID() + "\"}").post(TOUCHES)
                .then().statusCode(422).body("errors.pointer", contains("/campaignId", "/contactId"));
        as("marketer").body("{\"campaignId\":\"" + campaign + "\",\"kind\":\"CALL\",\"contactId\":\"" + contact("")
                + "\",\"occurredAt\":\"2999-01-01T00:00:00Z\"}").post(TOUCHES).then().statusCode(422);
    }

    @Test
    void theLedgerIsNeverChanged() {
        UUID lead = lead("");
        String id = as("marketer").body("{\"campaignId\":\"" + active("") + "\",\"leadId\":\"" + lead + "\",\"kind\":\"VISIT\"}").post(TOUCHES).then()
                .statusCode(201).extract().path("id");

        as("crm-admin").header("If-Match", "*").body("{\"note\":\"x\"}").patch(TOUCHES + "/" + id).then().statusCode(405);
        as("crm-admin").header("If-Match", "*").delete(TOUCHES + "/" + id).then().statusCode(405);
        assertThatThrownBy(() -> run("update touch set note = 'x' where id = ?", UUID.fromString(id))).hasMessageContaining("never changed");
        assertThatThrownBy(() -> run("delete from touch where id = ?", UUID.fromString(id))).hasMessageContaining("never changed");
    }

    @Test
    void aLeadThatComesInThroughACampaignIsATouchOnceAndAMember() throws Exception {
        UUID campaign = active("");
        UUID lead = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            String captured = captured(lead, ",\"campaignId\":\"" + campaign + "\",\"createdAt\":\"2026-03-01T08:00:00Z\"");
            events.publish(CAPTURED, captured);
            events.publish(CAPTURED, captured);
            // told again under another id, as after a rebuild
            events.publish(CAPTURED, captured(lead, ",\"campaignId\":\"" + campaign + "\",\"createdAt\":\"2026-03-01T08:00:00Z\""));
            settled(events);
        }

        touchesOf(lead).body("items.kind", contains("CAPTURE")).body("items[0].occurredAt", equalTo("2026-03-01T08:00:00Z"));
        as("marketer").queryParam("filter", "leadId==" + lead).get(CAMPAIGNS + "/" + campaign + "/members").then()
                .body("items.status", contains("RESPONDED")).body("items.origin", contains("TOUCH"));
    }

    @Test
    void utmParametersNameTheCampaignThatWasValidThen() throws Exception {
        String autumn = "autumn-" + UUID.randomUUID();
        String utm = ",\"utm\":{\"source\":\"Newsletter\",\"medium\":\"email\",\"campaign\":\"" + autumn + "\"}";
        UUID ended = active(utm + ",\"startDate\":\"2025-01-01\",\"endDate\":\"2025-12-31\"");
        UUID running = active(utm.toUpperCase().replace("UTM", "utm").replace("SOURCE", "source").replace("MEDIUM", "medium").replace("CAMPAIGN\"", "campaign\"")
                + ",\"startDate\":\"2026-01-01\"");
        UUID planned = planned("marketer", utm + ",\"startDate\":\"2026-02-01\"");
        UUID lastYear = UUID.randomUUID();
        UUID thisYear = UUID.randomUUID();
        UUID before = UUID.randomUUID();
        UUID otherMedium = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            events.publish(CAPTURED, captured(lastYear, utm + ",\"createdAt\":\"2025-06-01T00:00:00Z\""));
            events.publish(CAPTURED, captured(thisYear, utm.replace("Newsletter", "newsLETTER") + ",\"createdAt\":\"2026-06-01T00:00:00Z\""));
            events.publish(CAPTURED, captured(before, utm + ",\"createdAt\":\"2024-06-01T00:00:00Z\""));
            events.publish(CAPTURED, captured(otherMedium, utm.replace("email", "social") + ",\"createdAt\":\"2026-06-01T00:00:00Z\""));
            settled(events);
        }

        touchesOf(lastYear).body("items.campaignId", contains(ended.toString())).body("items[0].channel", equalTo("email"));
        touchesOf(thisYear).body("items.campaignId", contains(running.toString()));
        touchesOf(before).body("items", hasSize(0));
        touchesOf(otherMedium).body("items", hasSize(0));
        assertThat(planned).isNotEqualTo(running);
    }

    @Test
    void aCampaignTakesLeadsOfEveryMediumWhereItNamesNoneUnlessAnotherNamesTheirs() throws Exception {
        String name = "wide-" + UUID.randomUUID();
        UUID wide = active(",\"utm\":{\"campaign\":\"" + name + "\"}");
        UUID narrow = active(",\"utm\":{\"medium\":\"email\",\"campaign\":\"" + name + "\"}");
        UUID bySearch = UUID.randomUUID();
        UUID byMail = UUID.randomUUID();
        UUID byNothing = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            events.publish(CAPTURED, captured(bySearch, ",\"utm\":{\"source\":\"search\",\"medium\":\"cpc\",\"campaign\":\"" + name + "\"}"));
            events.publish(CAPTURED, captured(byMail, ",\"utm\":{\"source\":\"letter\",\"medium\":\"EMAIL\",\"campaign\":\"" + name + "\"}"));
            events.publish(CAPTURED, captured(byNothing, ",\"utm\":{\"campaign\":\"" + name + "\"}"));
            settled(events);
        }

        touchesOf(bySearch).body("items.campaignId", contains(wide.toString()));
        touchesOf(byMail).body("items.campaignId", contains(narrow.toString()));
        touchesOf(byNothing).body("items.campaignId", contains(wide.toString()));
    }

    @Test
    void aCancelledOrUnknownCampaignIsNotMatched() throws Exception {
        String name = "gone-" + UUID.randomUUID();
        String utm = ",\"utm\":{\"source\":\"a\",\"medium\":\"b\",\"campaign\":\"" + name + "\"}";
        UUID cancelled = planned("marketer", utm);
        as("marketer").body("{\"reason\":\"x\"}").post(CAMPAIGNS + "/" + cancelled + "/cancellation").then().statusCode(200);
        UUID byUtm = UUID.randomUUID();
        UUID byId = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            events.publish(CAPTURED, captured(byUtm, utm));
            events.publish(CAPTURED, captured(byId, ",\"campaignId\":\"" + UUID.randomUUID() + "\""));
            settled(events);
        }

        touchesOf(byUtm).body("items", hasSize(0));
        touchesOf(byId).body("items", hasSize(0));
    }

    @Test
    void aLeadThatIsTiedToACampaignLaterIsATouchOfThatMoment() throws Exception {
        UUID first = active("");
        UUID second = stored("marketer", "marketing", "ACTIVE");
        UUID lead = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            events.publish(CAPTURED, captured(lead, ""));
            events.publish(CHANGED, tied(lead, 2, first));
            events.publish(CHANGED, tied(lead, 3, second));
            events.publish(CHANGED, TestEvents.event(CHANGED, lead, 4, "{\"record\":{\"id\":\"" + lead + "\",\"version\":4,\"campaignId\":\"" + second
                    + "\",\"updatedAt\":\"2026-03-09T00:00:00Z\"},\"changes\":[{\"field\":\"rating\",\"from\":null,\"to\":\"HOT\"}]}"));
            settled(events);
        }

        touchesOf(lead).body("items.kind", contains("LINK", "LINK")).body("items.campaignId", contains(first.toString(), second.toString()));
    }

    private static String captured(UUID lead, String more) {
        return TestEvents.stateOf(CAPTURED, lead, 1, "{\"id\":\"" + lead + "\",\"version\":1,\"status\":\"NEW\"" + more + "}");
    }

    private static String tied(UUID lead, int version, UUID campaign) {
        return TestEvents.event(CHANGED, lead, version, "{\"record\":{\"id\":\"" + lead + "\",\"version\":" + version + ",\"campaignId\":\"" + campaign
                + "\",\"updatedAt\":\"2026-03-0" + version + "T00:00:00Z\"},\"changes\":[{\"field\":\"campaignId\",\"to\":\"" + campaign + "\"}]}");
    }

    /** Waits until what was published before was dealt with: everything that was published is in the inbox. */
    private static void settled(TestEvents events) {
        UUID last = UUID.randomUUID();
        events.publish(CAPTURED, captured(last, ""));
        awaitKnown("lead", last, 1);
        org.awaitility.Awaitility.await().pollDelay(java.time.Duration.ofMillis(300)).until(() -> value("select 1") != null);
    }

    private static ValidatableResponse touchesOf(UUID lead) {
        return as("marketer").queryParam("filter", "leadId==" + lead).queryParam("sort", "occurredAt").get(TOUCHES).then().statusCode(200);
    }
}
