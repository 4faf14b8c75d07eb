package crm.leads.handoff;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.look;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.time.BusinessHours;
import crm.contracts.leads.LeadEvents;
import crm.leads.testing.EventSchemas;
import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@LeadsParts
class HandoffTest {

    private static final String HANDOFFS = "/api/v1/handoffs";
    private static final String ANSWERS = "\"answers\":{\"need\":\"Two vans\",\"decider\":\"The owner\",\"timing\":\"May\"}";

    @Inject
    HandoffClock handoffClock;

    @Inject
    Clock clock;

    @Test
    void salesAcceptsWhatMarketingOffersAndOwnsTheLead() throws Exception {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID handoff = offered(lead, "\"team\":\"sales-central\"");
            as("sales-rep").get(HANDOFFS + "/" + handoff).then().statusCode(200)
                    .body("state", equalTo("OFFERED"))
                    .body("offeredBy", equalTo("marketer"))
                    .body("team", equalTo("sales-central"))
                    .body("$", not(hasKey("owner")))
                    .body("checklist.find { it.key == 'need' }.answer", equalTo("Two vans"))
                    .body("checklist.find { it.key == 'need' }.question", equalTo("What does the lead need?"));

            as("sales-rep").body("{}").post(HANDOFFS + "/" + handoff + "/acceptance").then().statusCode(200)
                    .body("state", equalTo("ACCEPTED")).body("owner", equalTo("sales-rep")).body("decidedBy", equalTo("sales-rep"));

            read(lead).then().body("owner", equalTo("sales-rep")).body("team", equalTo("sales-central")).body("status", equalTo("QUALIFIED"));
            for (String type : List.of(LeadEvents.HANDOFF_OFFERED, LeadEvents.HANDOFF_ACCEPTED)) {
                assertThat(EventSchemas.faults(type, events.await(handoff, type))).isEmpty();
            }
            assertThat(events.await(handoff, LeadEvents.HANDOFF_ACCEPTED).at("/data/acceptedBy").asText()).isEqualTo("sales-rep");
            assertThat(events.await(lead, LeadEvents.LEAD_ASSIGNED).at("/data/previousOwner").asText()).isEqualTo("marketer");
        }
        as("sales-rep").get(HANDOFFS + "?filter=leadId==" + lead).then().body("items", hasSize(1));
    }

    @Test
    void salesRejectsWithAReasonAndTheLeadStaysWithMarketing() throws Exception {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID handoff = offered(lead, "\"offeredTo\":\"sales-rep\"");
            as("sales-rep").body("{}").post(HANDOFFS + "/" + handoff + "/rejection").then().statusCode(422).body("errors[0].pointer", equalTo("/reason"));
            as("sales-rep").body("{\"reason\":\"No budget\"}").post(HANDOFFS + "/" + handoff + "/rejection").then().statusCode(200)
                    .body("state", equalTo("REJECTED")).body("rejectionReason", equalTo("No budget"));

            JsonNode rejected = events.await(handoff, LeadEvents.HANDOFF_REJECTED);
            assertThat(EventSchemas.faults(LeadEvents.HANDOFF_REJECTED, rejected)).isEmpty();
            assertThat(rejected.at("/data/reason").asText()).isEqualTo("No budget");
        }
        read(lead).then().body("owner", equalTo("marketer")).body("version", equalTo(1));
        as("sales-rep").body("{}").post(HANDOFFS + "/" + handoff(lead) + "/acceptance").then().statusCode(409).body("state", equalTo("REJECTED"));
        offered(lead, "\"team\":\"sales-east\"");
    }

    @Test
    void everyItemOfTheChecklistIsAnsweredAndNothingElse() {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");

        as("marketer").body("{\"leadId\":\"" + lead + "\",\"team\":\"sales-central\",\"answers\":{\"need\":\"  \",\"timing\":\"May\",\"shoe\":\"42\"}}")
                .post(HANDOFFS).then().statusCode(422)
                .body("errors.pointer", hasItems("/answers/need", "/answers/decider", "/answers/shoe")).body("errors", hasSize(3));
    }

    @Test
    void theChecklistAndTheLimitAreForManagersToAgreeOn() {
        Response before = as("marketer").get(HANDOFFS + "/agreement").then().statusCode(200).extract().response();
        String agreed = "{\"limitMinutes\":90,\"reminderMinutes\":30,\"checklist\":[{\"key\":\"why\",\"question\":\"Why now?\"}]}";
        try {
            as("marketing-manager").body(agreed).put(HANDOFFS + "/agreement").then().statusCode(428);
            as("marketing-manager").header("If-Match", before.header("ETag")).body(agreed).put(HANDOFFS + "/agreement").then().statusCode(200);
            as("sales-manager").header("If-Match", before.header("ETag")).body(agreed).put(HANDOFFS + "/agreement").then().statusCode(412);
            UUID lead = stored("marketer", "marketing", "QUALIFIED");

            Response offer = as("marketer").body("{\"leadId\":\"" + lead + "\",\"team\":\"sales-central\",\"answers\":{\"why\":\"Lease ends\"}}")
                    .post(HANDOFFS).then().statusCode(201).extract().response();

            Map<String, Object> hours = as("sales-rep").get("/api/v1/assignment-rules/business-hours").then().statusCode(200).extract().path("hours");
            Instant createdAt = Instant.parse(offer.path("createdAt"));
            assertThat(Instant.parse(offer.path("dueAt"))).isEqualTo(BusinessHours.of(hours).plus(createdAt, Duration.ofMinutes(90)));
            assertThat(Instant.parse(offer.path("remindAt"))).isEqualTo(BusinessHours.of(hours).plus(createdAt, Duration.ofMinutes(60)));
        } finally {
            as("crm-admin").header("If-Match", "*").body("{\"limitMinutes\":480,\"reminderMinutes\":60,\"checklist\":[{\"key\":\"need\",\"question\":"
                    + "\"What does the lead need?\"},{\"key\":\"decider\",\"question\":\"Who decides?\"},{\"key\":\"timing\",\"question\":\"When?\"}]}")
                    .put(HANDOFFS + "/agreement").then().statusCode(200);
        }
        as("crm-admin").header("If-Match", "*").body("{\"limitMinutes\":5,\"reminderMinutes\":5,\"checklist\":[]}").put(HANDOFFS + "/agreement").then().statusCode(422);
        as("crm-admin").header("If-Match", "*").body("{\"limitMinutes\":5,\"reminderMinutes\":1,\"checklist\":[{\"key\":\"a b\",\"question\":\"?\"}]}")
                .put(HANDOFFS + "/agreement").then().statusCode(422);
    }

    @Test
    void aLeadHasOneOpenOfferHoweverManyOfferItAtOnce() {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");

        List<Integer> answers = atOnce(8, i -> offer(lead, "\"team\":\"sales-central\"").statusCode());

        assertThat(answers.stream().sorted().toList()).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
        offer(lead, "\"team\":\"sales-east\"").then().statusCode(409).body("handoffId", equalTo(handoff(lead).toString()));
    }

    @Test
    void ofManyWhoAcceptAtOnceOneGetsTheLead() {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        UUID handoff = offered(lead, "\"team\":\"sales-central\"");

        List<Integer> answers = atOnce(6, i -> as("sales-rep").body("{}").post(HANDOFFS + "/" + handoff + "/acceptance").statusCode());

        assertThat(answers.stream().sorted().toList()).containsExactly(200, 409, 409, 409, 409, 409);
        read(lead).then().body("version", equalTo(2));
    }

    @Test
    void onlyAQualifiedLeadIsOfferedAndAcceptedAndOnlyToSales() {
        UUID fresh = stored("marketer", "marketing", "CONTACTED");
        offer(fresh, "\"team\":\"sales-central\"").then().statusCode(409).body("type", equalTo("urn:crm:problem:lead-not-qualified"));
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        offer(lead, "\"team\":\"support\"").then().statusCode(422).body("errors[0].pointer", equalTo("/team"));
        offer(lead, "\"offeredTo\":\"support-agent\"").then().statusCode(422).body("errors[0].pointer", equalTo("/offeredTo"));
        offer(lead, "\"note\":\"to nobody\"").then().statusCode(422);
        offer(UUID.randomUUID(), "\"team\":\"sales-central\"").then().statusCode(422).body("errors[0].pointer", equalTo("/leadId"));
        UUID handoff = offered(lead, "\"team\":\"sales-central\"");
        as("marketer").body("{}").post(HANDOFFS + "/" + handoff + "/withdrawal").then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        UUID second = offered(lead, "\"team\":\"sales-central\"");
        as("marketer").body("{\"reason\":\"Moved away\"}").post(at(lead, "disqualification")).then().statusCode(200);
        as("sales-rep").body("{}").post(HANDOFFS + "/" + second + "/acceptance").then().statusCode(409);
    }

    @Test
    void aHandoffIsDecidedAndNotEdited() {
        UUID handoff = offered(stored("marketer", "marketing", "QUALIFIED"), "\"team\":\"sales-central\"");

        as("marketing-manager").header("If-Match", "*").body("{\"note\":\"other\"}").patch(HANDOFFS + "/" + handoff).then().statusCode(409);
        as("marketing-manager").header("If-Match", "*").body("{\"state\":\"ACCEPTED\"}").patch(HANDOFFS + "/" + handoff).then().statusCode(422);
        as("crm-admin").header("If-Match", "*").delete(HANDOFFS + "/" + handoff).then().statusCode(409);
    }

    @Test
    void whatNobodyDecidesIsRemindedOfAndEscalatedOnceHoweverManyLook() throws Exception {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID handoff = offered(lead, "\"offeredTo\":\"sales-rep\"");
            due(handoff, "remind_at");
            atOnce(6, i -> look(() -> handoffClock.lookAt(clock.instant())));
            JsonNode reminded = events.await(handoff, LeadEvents.HANDOFF_REMINDED);
            assertThat(EventSchemas.faults(LeadEvents.HANDOFF_REMINDED, reminded)).isEmpty();
            assertThat(reminded.at("/data/owner").asText()).isEqualTo("sales-rep");

            due(handoff, "due_at");
            atOnce(6, i -> look(() -> handoffClock.lookAt(clock.instant())));
            JsonNode escalated = events.await(handoff, LeadEvents.HANDOFF_ESCALATED);
            assertThat(EventSchemas.faults(LeadEvents.HANDOFF_ESCALATED, escalated)).isEmpty();
            assertThat(escalated.at("/data/previousOwner").asText()).isEqualTo("sales-rep");
            assertThat(escalated.at("/data/managers").toString()).contains("\"sales-manager\"");
            as("sales-rep").get(HANDOFFS + "/" + handoff).then().body("$", not(hasKey("owner"))).body("team", equalTo("sales-central"))
                    .body("version", equalTo(3));

            as("sales-rep").body("{}").post(HANDOFFS + "/" + handoff + "/acceptance").then().statusCode(200);
            events.await(handoff, LeadEvents.HANDOFF_ACCEPTED);
            assertThat(events.typesAbout(handoff).stream().filter(type -> type.startsWith("handoff"))).containsExactly(
                    "handoff-offered.v1", "handoff-reminded.v1", "handoff-escalated.v1", "handoff-accepted.v1");
        }
    }

    @Test
    void anOfferWhoseLeadIsNotQualifiedAnyMoreIsTakenBack() {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        UUID handoff = offered(lead, "\"team\":\"sales-central\"");
        UUID other = offered(stored("marketer", "marketing", "QUALIFIED"), "\"team\":\"sales-central\"");
        as("marketer").body("{\"reason\":\"Moved away\"}").post(at(lead, "disqualification")).then().statusCode(200);

        atOnce(3, i -> look(() -> handoffClock.lookAt(clock.instant())));

        as("sales-rep").get(HANDOFFS + "/" + handoff).then().body("state", equalTo("WITHDRAWN")).body("decidedBy", equalTo("platform")).body("version", equalTo(2));
        as("sales-rep").get(HANDOFFS + "/" + other).then().body("state", equalTo("OFFERED"));
    }

    @Test
    void theSummaryTellsHowMuchIsAcceptedHowFastAndWhyNot() throws Exception {
        String source = "Expo " + UUID.randomUUID();
        decided(source, "acceptance", "{}", 600);
        decided(source, "acceptance", "{}", 60);
        decided(source, "rejection", "{\"reason\":\"No budget\"}", 120);
        decided(source, "rejection", "{\"reason\":\"no budget\"}", 180);
        decided(source, null, null, 0);

        as("marketing-manager").queryParam("groupBy", "leadSource").queryParam("filter", "leadSource==\"" + source + "\"").get(HANDOFFS + "/summary")
                .then().statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].leadSource", equalTo(source))
                .body("items[0].offered", equalTo(5)).body("items[0].open", equalTo(1))
                .body("items[0].accepted", equalTo(2)).body("items[0].rejected", equalTo(2)).body("items[0].withdrawn", equalTo(0))
                .body("items[0].acceptanceRate", equalTo(0.5f))
                .body("items[0].medianSecondsToDecision", equalTo(150))
                .body("items[0].reasons", hasSize(1))
                .body("items[0].reasons[0].count", equalTo(2));
        as("marketer").queryParam("groupBy", "offeredBy").queryParam("filter", "leadSource==\"" + source + "\"").get(HANDOFFS + "/summary").then()
                .body("items.offeredBy", equalTo(List.of("marketer")));
        as("marketer").queryParam("groupBy", "note").get(HANDOFFS + "/summary").then().statusCode(400);
        as("marketer").queryParam("groupBy", "state").queryParam("measures", "count").queryParam("filter", "leadSource==\"" + source + "\"")
                .get(HANDOFFS + "/summary").then().statusCode(200).body("items", hasSize(3));
    }

    private static void decided(String source, String act, String body, int seconds) throws Exception {
        UUID lead = stored("marketer", "marketing", "QUALIFIED");
        sql("update lead set lead_source = ? where id = ?", source, lead);
        UUID handoff = offered(lead, "\"team\":\"sales-central\"");
        if (act != null) {
            as("sales-rep").body(body).post(HANDOFFS + "/" + handoff + "/" + act).then().statusCode(200);
            sql("update handoff set decided_at = created_at + ? * interval '1 second' where id = ?", seconds, handoff);
        }
    }

    private static void due(UUID handoff, String column) {
        sql("update handoff set " + column + " = now() - ? * interval '1 day' where id = ?", 30, handoff);
    }

    private static UUID offered(UUID lead, String to) {
        return UUID.fromString(offer(lead, to).then().statusCode(201).extract().path("id"));
    }

    private static Response offer(UUID lead, String to) {
        return as("marketer").body("{\"leadId\":\"" + lead + "\"," + to + "," + ANSWERS + "}").post(HANDOFFS);
    }

    private static UUID handoff(UUID lead) {
        return UUID.fromString(as("marketer").get(HANDOFFS + "?filter=leadId==" + lead).then().extract().path("items[0].id"));
    }
}
