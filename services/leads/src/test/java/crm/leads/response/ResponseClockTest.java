package crm.leads.response;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.look;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import crm.contracts.leads.LeadEvents;
import crm.contracts.opportunities.OpportunityEvents;
import crm.leads.testing.EventSchemas;
import crm.leads.testing.LeadsParts;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@LeadsParts
class ResponseClockTest {

    @Inject
    ResponseClock responseClock;

    @Inject
    Clock clock;

    @Test
    void aLeadThatNobodyAnswersIsToldOfOnceHoweverManyLookAndHoweverLate() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID lead = waiting(40);

            atOnce(6, i -> look(() -> responseClock.lookAt(clock.instant())));
            atOnce(2, i -> look(() -> responseClock.lookAt(clock.instant())));

            JsonNode told = events.await(lead, LeadEvents.LEAD_RESPONSE_OVERDUE);
            assertThat(EventSchemas.faults(LeadEvents.LEAD_RESPONSE_OVERDUE, told)).isEmpty();
            assertThat(told.at("/data/owner").asText()).isEqualTo("sales-rep");
            as("sales-rep").body("{\"owner\":null}").post(LEADS + "/" + lead + "/assignment").then().statusCode(200);
            events.await(lead, LeadEvents.LEAD_ASSIGNED);
            assertThat(Collections.frequency(events.typesAbout(lead), "lead-response-overdue.v1")).isEqualTo(1);
            read(lead).then().body("version", equalTo(3));
        }
    }

    @Test
    void whereTheRuleSaysSoALateLeadGoesToTheQueueOfItsTeam() throws Exception {
        String rule = as("crm-admin").body("{\"name\":\"Late\",\"position\":99,\"active\":false,\"toOwner\":\"sales-rep\",\"responseMinutes\":5,\"escalateToTeam\":true}")
                .post("/api/v1/assignment-rules").then().statusCode(201).extract().path("id");
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
            sql("update lead set assignment_rule_id = ?, response_due_at = now() - interval '1 minute' where id = ?", UUID.fromString(rule), lead);

            look(() -> responseClock.lookAt(clock.instant()));

            assertThat(events.await(lead, LeadEvents.LEAD_RESPONSE_OVERDUE).at("/data/owner").asText()).isEqualTo("sales-rep");
            read(lead).then().body("$", not(hasKey("owner"))).body("team", equalTo("sales-central")).body("status", equalTo("ASSIGNED"));
        }
    }

    @Test
    void aLeadThatWasContactedInTimeIsNotLate() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
            as("sales-rep").header("If-Match", "*").body("{\"status\":\"CONTACTED\"}").patch(LEADS + "/" + lead).then().statusCode(200)
                    .body("$", hasKey("firstRespondedAt"));
            sql("update lead set response_due_at = now() - interval '1 day' where id = ?", lead);
            UUID late = waiting(1);

            look(() -> responseClock.lookAt(clock.instant()));

            events.await(late, LeadEvents.LEAD_RESPONSE_OVERDUE);
            assertThat(events.typesAbout(lead)).doesNotContain("lead-response-overdue.v1");
        }
    }

    @Test
    void theFirstCallThatSalesLogsStopsTheClock() throws Exception {
        UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
        UUID other = stored("sales-rep", "sales-central", "ASSIGNED");
        try (TestEvents opportunities = TestEvents.open()) {
            String planned = "{\"type\":\"MEETING\",\"status\":\"OPEN\",\"relatedTo\":[{\"type\":\"lead\",\"id\":\"" + other + "\"}]}";
            String inbound = "{\"type\":\"CALL\",\"direction\":\"INBOUND\",\"completedAt\":\"2026-11-25T10:00:00Z\",\"relatedTo\":[{\"type\":\"lead\",\"id\":\"" + other + "\"}]}";
            String note = "{\"type\":\"NOTE\",\"completedAt\":\"2026-11-25T10:00:00Z\",\"relatedTo\":[{\"type\":\"lead\",\"id\":\"" + other + "\"}]}";
            for (String activity : new String[] {planned, inbound, note}) {
                opportunities.publish(OpportunityEvents.ACTIVITY_LOGGED, TestEvents.stateOf(OpportunityEvents.ACTIVITY_LOGGED, UUID.randomUUID(), 1, activity));
            }
            opportunities.publish(OpportunityEvents.ACTIVITY_LOGGED, TestEvents.stateOf(OpportunityEvents.ACTIVITY_LOGGED, UUID.randomUUID(), 1,
                    "{\"type\":\"CALL\",\"direction\":\"OUTBOUND\",\"completedAt\":\"2026-11-25T10:00:00Z\",\"relatedTo\":[{\"type\":\"account\",\"id\":\""
                            + UUID.randomUUID() + "\"},{\"type\":\"lead\",\"id\":\"" + lead + "\"}]}"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> read(lead).then().body("status", equalTo("CONTACTED"))
                    .body("firstRespondedAt", equalTo("2026-11-25T10:00:00Z")));
            opportunities.publish(OpportunityEvents.ACTIVITY_CHANGED, TestEvents.stateOf(OpportunityEvents.ACTIVITY_CHANGED, UUID.randomUUID(), 2,
                    "{\"type\":\"EMAIL\",\"completedAt\":\"2026-11-25T11:00:00Z\",\"relatedTo\":[{\"type\":\"lead\",\"id\":\"" + lead + "\"},"
                            + "{\"type\":\"lead\",\"id\":\"" + UUID.randomUUID() + "\"},{\"type\":\"lead\",\"id\":\"" + other + "\"}]}"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> read(other).then().body("firstRespondedAt", equalTo("2026-11-25T11:00:00Z")));
        }
        read(lead).then().body("firstRespondedAt", equalTo("2026-11-25T10:00:00Z")).body("version", equalTo(2));
        read(other).then().body("version", equalTo(2));
    }

    private static UUID waiting(int daysLate) {
        UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
        sql("update lead set response_due_at = now() - ? * interval '1 day' where id = ?", daysLate, lead);
        return lead;
    }
}
