package crm.cases.support;

import static crm.cases.testing.TestCases.CASES;
import static crm.cases.testing.TestCases.act;
import static crm.cases.testing.TestCases.id;
import static crm.cases.testing.TestCases.json;
import static crm.cases.testing.TestCases.opened;
import static crm.cases.testing.TestCases.patch;
import static crm.cases.testing.TestCases.read;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import crm.chassis.record.Ids;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CasesParts
class CaseWorkTest {

    @Test
    void aCaseIsOpenedAnsweredSolvedReopenedAndClosed() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode record = opened("integration", ",\"priority\":\"HIGH\",\"type\":\"INCIDENT\",\"origin\":\"EMAIL\"");
            UUID id = id(record);
            assertThat(record.path("number").asText()).matches("CASE-\\d+");
            assertThat(record.path("status").asText()).isEqualTo("NEW");
            assertThat(record.path("slaPolicyId").asText()).isEqualTo("019aa100-0000-7000-8000-000000000001");
            assertThat(Instant.parse(record.path("responseDueAt").asText())).isAfter(Instant.parse(record.path("createdAt").asText()));

            assertThat(act("support-agent", id, "assignment", "{\"queue\":\"Hardware\"}").path("status").asText()).isEqualTo("NEW");
            JsonNode taken = act("support-agent", id, "assignment", "{\"owner\":\"support-agent\"}");
            assertThat(taken.path("status").asText()).isEqualTo("ASSIGNED");
            assertThat(taken.path("team").asText()).isEqualTo("support");
            assertThat(taken.path("queue").asText()).isEqualTo("Hardware");

            act("support-agent", id, "comments", "{\"text\":\"Looks like the drum.\"}");
            assertThat(read(id).has("firstRespondedAt")).as("an internal comment is no response").isFalse();
            act("support-agent", id, "comments", "{\"text\":\"It is blank again.\",\"fromCustomer\":true}");
            assertThat(read(id).has("firstRespondedAt")).as("what the customer says is no response").isFalse();
            JsonNode answer = act("support-agent", id, "comments", "{\"text\":\"We are on the way.\",\"visibility\":\"PUBLIC\"}");
            JsonNode answered = read(id);
            assertThat(answered.path("firstRespondedAt").asText()).isEqualTo(answer.path("createdAt").asText());
            assertThat(answered.path("nextDueAt")).isEqualTo(answered.path("resolveDueAt"));
            act("support-agent", id, "comments", "{\"text\":\"We are there.\",\"visibility\":\"PUBLIC\"}");
            assertThat(read(id).path("firstRespondedAt")).isEqualTo(answered.path("firstRespondedAt"));

            act("support-agent", id, "escalation", "{\"reason\":\"They wait since yesterday.\"}");
            JsonNode solved = act("support-agent", id, "resolution", "{\"resolution\":\"New drum\",\"rootCause\":\"Worn drum\"}");
            assertThat(solved.path("status").asText()).isEqualTo("RESOLVED");
            assertThat(solved.has("resolvedAt")).isTrue();
            assertThat(solved.has("nextDueAt")).isFalse();
            JsonNode again = act("support-agent", id, "reopening", "{\"reason\":\"Blank again\"}");
            assertThat(again.path("status").asText()).isEqualTo("IN_PROGRESS");
            assertThat(again.path("reopenedCount").asInt()).isEqualTo(1);
            assertThat(again.has("resolvedAt")).isFalse();
            assertThat(again.has("nextDueAt")).isTrue();
            assertThat(again.at("/pauses/0").asText()).startsWith(solved.path("resolvedAt").asText() + "/2");
            act("support-agent", id, "resolution", "{\"resolution\":\"New printer\"}");
            assertThat(act("support-agent", id, "closure", "{}").path("status").asText()).isEqualTo("CLOSED");

            events.await(id, "crm.cases.case-closed.v1");
            List<String> told = events.typesAbout(id).stream().filter(type -> !type.equals("case-changed.v1")).toList();
            assertThat(told).containsExactly("case-opened.v1", "case-assigned.v1", "case-assigned.v1", "case-commented.v1", "case-commented.v1",
                    "case-commented.v1", "case-commented.v1", "case-escalated.v1", "case-resolved.v1", "case-reopened.v1", "case-resolved.v1", "case-closed.v1");
            assertThat(events.of(id, "crm.cases.case-changed.v1")).hasSize(11);
            JsonNode said = events.of(id, "crm.cases.case-commented.v1").get(2).path("data");
            assertThat(said.path("text").asText()).isEqualTo("We are on the way.");
            assertThat(said.path("visibility").asText()).isEqualTo("PUBLIC");
            assertThat(said.path("author").asText()).isEqualTo("support-agent");
            assertThat(events.of(id, "crm.cases.case-reopened.v1").get(0).path("data").path("reason").asText()).isEqualTo("Blank again");
            assertThat(events.of(id, "crm.cases.case-escalated.v1").get(0).path("data").path("level").asInt()).isEqualTo(1);
        }
    }

    @Test
    void onlyLegalWaysLeadFromOneStatusToAnother() {
        UUID id = id(opened("support-agent", ""));
        assertRefused(patch("support-agent", id, "{\"status\":\"RESOLVED\"}"), "status-by-act");
        assertRefused(patch("support-agent", id, "{\"status\":\"CLOSED\"}"), "illegal-transition");
        assertThat(patch("support-agent", id, "{\"status\":\"DUPLICATE\"}").statusCode()).isEqualTo(422);
        assertThat(patch("support-agent", id, "{\"status\":\"PENDING_CUSTOMER\"}").statusCode()).isEqualTo(200);
        Response back = patch("support-agent", id, "{\"status\":\"ASSIGNED\"}");
        assertRefused(back, "illegal-transition");
        assertThat(back.jsonPath().getList("legal", String.class))
                .containsExactly("IN_PROGRESS", "PENDING_INTERNAL", "RESOLVED", "REJECTED", "DUPLICATE");
        assertThat(patch("support-agent", id, "{\"status\":\"REJECTED\"}").statusCode()).isEqualTo(200);
        assertRefused(patch("support-agent", id, "{\"status\":\"IN_PROGRESS\"}"), "status-by-act");
        assertRefused(as("support-agent").body("{\"owner\":\"support-agent\"}").post(CASES + "/" + id + "/assignment"), "illegal-transition");
        act("support-agent", id, "reopening", "{\"reason\":\"It was for us after all.\"}");
        assertRefused(as("support-agent").body("{\"reason\":\"x\"}").post(CASES + "/" + id + "/reopening"), "illegal-transition");
        assertRefused(as("support-agent").body("{}").post(CASES + "/" + id + "/closure"), "illegal-transition");
        act("support-agent", id, "resolution", "{\"resolution\":\"Done\"}");
        assertRefused(as("support-agent").body("{\"resolution\":\"Done\"}").post(CASES + "/" + id + "/resolution"), "illegal-transition");
        assertThat(as("support-agent").body("{\"subject\":\"Late\",\"status\":\"CLOSED\"}").post(CASES).statusCode()).isEqualTo(422);
    }

    @Test
    void whatTheCustomerSaysEndsTheWaitingForThem() {
        UUID id = id(opened("support-agent", ""));
        JsonNode waiting = json(patch("support-agent", id, "{\"status\":\"PENDING_CUSTOMER\"}"));
        assertThat(waiting.has("resolveDueAt")).as("the clock is stopped").isFalse();
        String since = waiting.at("/pauses/0").asText().replace("/..", "/");
        assertThat(waiting.at("/pauses/0").asText()).endsWith("Z/..");
        act("integration", id, "comments", "{\"text\":\"Here is the log.\",\"fromCustomer\":true}");
        JsonNode going = read(id);
        assertThat(going.path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(going.has("resolveDueAt")).isTrue();
        assertThat(going.at("/pauses/0").asText()).startsWith(since).endsWith("Z");
    }

    @Test
    void aHigherPriorityIsPromisedAnEarlierTime() {
        UUID id = id(opened("support-agent", ",\"priority\":\"LOW\""));
        Instant low = Instant.parse(read(id).path("resolveDueAt").asText());
        Instant urgent = Instant.parse(json(patch("support-agent", id, "{\"priority\":\"URGENT\"}")).path("resolveDueAt").asText());
        assertThat(urgent).isBefore(low);
        assertThat(json(patch("support-agent", id, "{\"priority\":\"LOW\"}")).path("resolveDueAt").asText()).isEqualTo(low.toString());
    }

    @Test
    void numbersHaveNoGapsWhateverIsRefusedMeanwhile() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Integer> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        String mark = UUID.randomUUID().toString();
        UUID taken = id(opened("support-agent", ""));
        String[] wrong = {"\"accountId\":\"" + UUID.randomUUID() + "\"", "\"status\":\"CLOSED\"", "\"owner\":\"nobody-of-this-name\"", "\"id\":\"" + taken + "\""};
        as("support-agent");
        for (int i = 0; i < 100; i++) {
            String body = i % 2 == 0 ? "{\"subject\":\"Numbered\",\"externalId\":\"" + mark + "\"}" : "{\"subject\":\"Refused\"," + wrong[i / 2 % 4] + "}";
            threads.add(new Thread(() -> answers.add(as("support-agent").body(body).post(CASES).statusCode())));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(100).filteredOn(status -> status == 201).hasSize(50);
        assertThat(answers).filteredOn(status -> status == 409 || status == 422).hasSize(50);
        // all cases of this service so far: from the first number to the last one none is missing, none is twice
        assertThat(TestCases.rows("select count(*) = max(substr(number, 6)::bigint) - 1000 and count(distinct number) = count(*) from support_case"))
                .containsExactly(true);
    }

    @Test
    void theCustomerIsKnownByTheContactOrByTheEmailAddress() {
        UUID account = TestCases.account("");
        String email = "Ann." + UUID.randomUUID() + "@Acme.example";
        UUID contact = TestCases.contact(account, email);
        JsonNode byContact = opened("support-agent", ",\"contactId\":\"" + contact + "\"");
        assertThat(byContact.path("accountId").asText()).isEqualTo(account.toString());
        JsonNode byEmail = opened("integration", ",\"suppliedEmail\":\"" + email.toLowerCase() + "\"");
        assertThat(byEmail.path("contactId").asText()).isEqualTo(contact.toString());
        assertThat(byEmail.path("accountId").asText()).isEqualTo(account.toString());
        assertThat(opened("integration", ",\"suppliedEmail\":\"somebody." + email + "\"").has("accountId")).isFalse();

        UUID other = TestCases.account("");
        assertThat(as("support-agent").body("{\"subject\":\"x\",\"accountId\":\"" + other + "\",\"contactId\":\"" + contact + "\"}").post(CASES)
                .statusCode()).isEqualTo(422);
        assertThat(patch("support-agent", id(byContact), "{\"accountId\":\"" + other + "\"}").statusCode()).isEqualTo(422);
    }

    @Test
    void anAccountThatIsNotKnownIsTakenWhileItMayStillBeOnItsWay() {
        assertThat(as("support-agent").body("{\"subject\":\"x\",\"accountId\":\"" + UUID.randomUUID() + "\"}").post(CASES).statusCode()).isEqualTo(422);
        opened("support-agent", ",\"accountId\":\"" + Ids.next() + "\"");
        UUID old = UUID.fromString("01890000-0000-7000-8000-000000000001");
        assertThat(as("support-agent").body("{\"subject\":\"x\",\"accountId\":\"" + old + "\"}").post(CASES).statusCode()).isEqualTo(422);
        UUID archived = TestCases.account(",\"archivedAt\":\"2026-11-01T00:00:00Z\"");
        assertThat(as("support-agent").body("{\"subject\":\"x\",\"accountId\":\"" + archived + "\"}").post(CASES).statusCode()).isEqualTo(422);
    }

    @Test
    void theContextTellsWhyTheCustomerBoughtAndWhatElseIsOpen() throws Exception {
        UUID account = TestCases.account(",\"arr\":1200.5,\"currency\":\"EUR\"");
        UUID deal = Ids.next();
        String type = "crm.opportunities.opportunity-won.v1";
        try (TestEvents events = TestEvents.open()) {
            events.publish(type, TestEvents.event(type, deal, 3, "{\"opportunityId\":\"" + deal + "\",\"accountId\":\"" + account
                    + "\",\"amount\":17500,\"currency\":\"EUR\",\"winReason\":\"Delivery in a week\",\"buyingGoals\":\"Halve the time\","
                    + "\"successCriteria\":\"By March\",\"closedAt\":\"2026-11-21T19:05:00Z\"}"));
        }
        JsonNode first = opened("support-agent", ",\"accountId\":\"" + account + "\"");
        JsonNode second = opened("support-agent", ",\"accountId\":\"" + account + "\",\"priority\":\"URGENT\"");
        await().untilAsserted(() -> {
            JsonNode context = json(as("support-agent").get(CASES + "/" + id(first) + "/context"));
            assertThat(context.at("/whyBought/0/buyingGoals").asText()).isEqualTo("Halve the time");
            assertThat(context.at("/whyBought/0/winReason").asText()).isEqualTo("Delivery in a week");
            assertThat(context.at("/account/name").asText()).isEqualTo("Acme " + account);
            assertThat(context.at("/account/arr").decimalValue()).isEqualByComparingTo("1200.5");
            assertThat(context.at("/openCases").size()).isEqualTo(1);
            assertThat(context.at("/openCases/0/number")).isEqualTo(second.path("number"));
            assertThat(context.at("/health/band").asText()).isNotEmpty();
        });
    }

    @Test
    void historyIsImportedInAnyStateAndNumberedWithoutGaps() {
        String csv = "Ticket,Subject,Status,Priority,Score\nT-1,Old one,Closed,Critical,4\nT-2,Older one,Open,Low,\nT-3,,Open,Low,\n";
        String mapping = "{\"Ticket\":\"externalId\",\"Subject\":\"subject\",\"Status\":{\"field\":\"status\",\"values\":{\"Closed\":\"CLOSED\",\"Open\":\"NEW\"}},"
                + "\"Priority\":{\"field\":\"priority\",\"values\":{\"Critical\":\"URGENT\",\"Low\":\"LOW\"}},\"Score\":\"csat\"}";
        Response started = as("crm-admin").contentType("text/csv").queryParam("matchOn", "externalId").queryParam("mapping", mapping).body(csv)
                .post(CASES + "/imports");
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
        String job = "/api/v1/imports/" + started.jsonPath().getString("id");
        await().until(() -> as("crm-admin").get(job).jsonPath().getString("state").equals("COMPLETED"));
        assertThat(as("crm-admin").get(job).jsonPath().getInt("created")).isEqualTo(2);
        assertThat(as("crm-admin").get(job).jsonPath().getInt("failed")).isEqualTo(1);
        JsonNode closed = json(as("support-agent").queryParam("filter", "externalId==T-1").get(CASES)).at("/items/0");
        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("number").asText()).startsWith("CASE-");
        assertThat(closed.path("csat").asInt()).isEqualTo(4);
        assertThat(closed.has("nextDueAt")).as("history starts no clock").isFalse();
        assertThat(TestCases.rows("select count(*) = max(substr(number, 6)::bigint) - 1000 from support_case")).containsExactly(true);
        assertThat(closed.path("source").asText()).isEqualTo("IMPORT");
    }

    @Test
    void manyAreOpenedAndChangedAtOnceEachWithAnOutcomeOfItsOwn() {
        JsonNode known = opened("support-agent", "");
        String update = "{\"op\":\"update\",\"id\":\"" + id(known) + "\",\"patch\":{\"status\":\"%s\"}}";
        Response bulk = as("support-agent").body("{\"operations\":["
                + "{\"op\":\"create\",\"record\":{\"subject\":\"One\"}},{\"op\":\"create\",\"record\":{\"subject\":\"Two\",\"status\":\"CLOSED\"}},"
                + "{\"op\":\"create\",\"record\":{\"subject\":\"Three\"}}," + update.formatted("PENDING_CUSTOMER") + "," + update.formatted("ASSIGNED") + ","
                + update.formatted("IN_PROGRESS") + "]}").post(CASES + "/bulk");
        assertThat(bulk.jsonPath().getList("results.status", Integer.class)).as(bulk.asString()).containsExactly(201, 422, 201, 200, 409, 200);
        assertThat(TestCases.rows("select count(*) = max(substr(number, 6)::bigint) - 1000 from support_case")).containsExactly(true);
        JsonNode changed = read(id(known));
        assertThat(changed.path("version").asInt()).isEqualTo(3);
        assertThat(changed.path("pauses").size()).isEqualTo(1);
        assertThat(changed.at("/pauses/0").asText()).endsWith("Z");
    }

    @Test
    void commentsArePagedOldestFirst() {
        UUID id = id(opened("support-agent", ""));
        for (int i = 1; i <= 3; i++) {
            act("support-agent", id, "comments", "{\"text\":\"" + i + "\"}");
        }
        Response page = as("sales-rep").queryParam("limit", 2).get(CASES + "/" + id + "/comments");
        assertThat(page.jsonPath().getList("items.text", String.class)).containsExactly("1", "2");
        Response rest = as("sales-rep").queryParam("cursor", page.jsonPath().getString("nextCursor")).get(CASES + "/" + id + "/comments");
        assertThat(rest.jsonPath().getList("items.text", String.class)).containsExactly("3");
        assertThat(rest.jsonPath().getString("nextCursor")).isNull();
        assertThat(read(id).path("commentCount").asInt()).isEqualTo(3);
    }

    private static void assertRefused(Response response, String type) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(409);
        assertThat(response.jsonPath().getString("type")).isEqualTo("urn:crm:problem:" + type);
    }
}
