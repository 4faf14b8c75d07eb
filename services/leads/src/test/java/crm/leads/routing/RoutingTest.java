package crm.leads.routing;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import crm.chassis.testing.PublishedEvents;
import crm.chassis.time.BusinessHours;
import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LeadsParts
class RoutingTest {

    private static final String RULES = "/api/v1/assignment-rules";

    private final String source = "Source " + UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void nobodyHasTakenATurnAndEverybodyIsThere() {
        sql("delete from assignment_rule");
        sql("delete from assignment_turn");
        sql("delete from assignment_queue");
        sql("delete from assignment_availability");
    }

    @Test
    void theRuleGivesALeadThatComesInForNobodyToItsPersonWithALimit() throws Exception {
        String rule = rule("\"condition\":\"" + only() + "\",\"toOwner\":\"sales-rep\",\"responseMinutes\":90,\"recycleAfterDays\":7");
        try (PublishedEvents events = PublishedEvents.hear()) {
            Response lead = captured("");

            lead.then().body("owner", equalTo("sales-rep")).body("team", equalTo("sales-central")).body("status", equalTo("ASSIGNED"))
                    .body("version", equalTo(1)).body("assignmentRuleId", equalTo(rule));
            Instant assigned = Instant.parse(lead.path("assignedAt"));
            Map<String, Object> hours = as("sales-rep").get(RULES + "/business-hours").then().extract().path("hours");
            assertThat(Instant.parse(lead.path("responseDueAt"))).isEqualTo(BusinessHours.of(hours).plus(assigned, Duration.ofMinutes(90)));
            assertThat(Instant.parse(lead.path("recycleAt"))).isEqualTo(assigned.plus(Duration.ofDays(7)));
            UUID id = UUID.fromString(lead.path("id"));
            events.await(id, "crm.leads.lead-assigned.v1");
            assertThat(events.typesAbout(id)).containsExactly("lead-captured.v1", "lead-assigned.v1");
        }
    }

    @Test
    void theFirstRuleInOrderThatTheLeadMeetsDecides() {
        rule("\"position\":9,\"condition\":\"" + only() + "\",\"toTeam\":\"sales-west\",\"roundRobin\":false");
        rule("\"position\":1,\"condition\":\"" + only() + ";company==*Äcme*\",\"toOwner\":\"sales-rep\"");
        rule("\"position\":2,\"condition\":\"" + only() + ";customFields.size=gt=100;address.country==DE\",\"toOwner\":\"sales-rep-2\"");
        rule("\"position\":0,\"active\":false,\"condition\":\"" + only() + "\",\"toOwner\":\"sales-manager\"");

        captured(",\"company\":\"The ÄCME Works\"").then().body("owner", equalTo("sales-rep"));
        captured(",\"customFields\":{\"size\":250},\"address\":{\"country\":\"DE\"}").then().body("owner", equalTo("sales-rep-2"));
        captured(",\"customFields\":{\"size\":50}").then().body("$", not(hasKey("owner"))).body("team", equalTo("sales-west")).body("status", equalTo("ASSIGNED"));
    }

    @Test
    void aLeadThatSomebodyOwnsOrNoRuleIsForStaysAsItCame() {
        rule("\"condition\":\"" + only() + "\",\"toOwner\":\"sales-rep\"");

        captured(",\"owner\":\"sales-rep-2\"").then().body("owner", equalTo("sales-rep-2")).body("$", not(hasKey("assignmentRuleId")));
        as("sales-manager").body(lead("")).post(LEADS).then().statusCode(201).body("owner", equalTo("sales-manager"));
        as("integration").body("{\"lastName\":\"" + UUID.randomUUID() + "\"}").post(LEADS).then().statusCode(201).body("$", not(hasKey("owner")))
                .body("status", equalTo("NEW"));
    }

    @Test
    void aRuleWhosePersonIsGoneIsPassedOver() {
        String gone = rule("\"position\":1,\"condition\":\"" + only() + "\",\"toOwner\":\"sales-rep\"");
        rule("\"position\":2,\"condition\":\"" + only() + "\",\"toOwner\":\"sales-rep-2\"");
        sql("update assignment_rule set to_owner = 'left-us' where id = ?", UUID.fromString(gone));

        captured("").then().body("owner", equalTo("sales-rep-2"));
    }

    @Test
    void leadsOfABulkAreRoutedToo() {
        rule("\"condition\":\"" + only() + "\",\"toOwner\":\"sales-rep\"");

        String id = as("integration").body("{\"operations\":[{\"op\":\"create\",\"record\":" + lead("") + "}]}").post(LEADS + "/bulk").then().statusCode(200)
                .extract().path("results[0].id");

        as("integration").get(LEADS + "?filter=" + only()).then().body("items[0].owner", equalTo("sales-rep"));
        assertThat(id).isNotNull();
    }

    @Test
    void turnsAreAsTheCapacitiesHoweverManyLeadsComeInAtOnce() {
        rule("\"condition\":\"" + only() + "\",\"toTeam\":\"sales\"");
        available("sales-rep", "\"capacity\":3");
        available("sales-rep-2", "\"capacity\":1");

        assertThat(owners(40)).isEqualTo(Map.of("sales-rep", 30, "sales-rep-2", 10));
    }

    @Test
    void whoIsOutOfOfficeIsSkippedAndDoesNotCatchUpAfterwards() {
        rule("\"condition\":\"" + only() + "\",\"toTeam\":\"sales\"");
        available("sales-rep", "\"absences\":[{\"from\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-02-01T00:00:00Z\"},"
                + "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2099-01-01T00:00:00Z\"}]");
        assertThat(owners(12)).isEqualTo(Map.of("sales-rep-2", 12));

        available("sales-rep", "\"absences\":[]");
        // who comes back is next once, which is one turn ahead at most
        assertThat(owners(12)).isEqualTo(Map.of("sales-rep", 7, "sales-rep-2", 5));
        assertThat(owners(12)).isEqualTo(Map.of("sales-rep", 6, "sales-rep-2", 6));

        available("sales-rep", "\"capacity\":0");
        available("sales-rep-2", "\"capacity\":0");
        captured("").then().body("$", not(hasKey("owner"))).body("team", equalTo("sales"));
    }

    @Test
    void whoIsAtWorkNowIsPreferredAndOutsideOfAllHoursAllTakeTurns() {
        rule("\"condition\":\"" + only() + "\",\"toTeam\":\"sales\"");
        String never = "\"workingHours\":{\"timeZone\":\"UTC\",\"%s\":\"00:00-24:00\"}"
                .formatted(Instant.now().atOffset(java.time.ZoneOffset.UTC).getDayOfWeek().plus(3).name().toLowerCase(java.util.Locale.ROOT));
        available("sales-rep", never);
        assertThat(owners(6)).isEqualTo(Map.of("sales-rep-2", 6));

        available("sales-rep-2", never);
        sql("delete from assignment_turn");
        assertThat(owners(6)).isEqualTo(Map.of("sales-rep", 3, "sales-rep-2", 3));
    }

    @Test
    void aDryRunTellsWhatTheRulesWouldHaveDoneAndDoesNothing() {
        for (int i = 0; i < 3; i++) {
            UUID lead = stored("stranger", "strangers", "NEW");
            sql("update lead set lead_source = ?, created_at = now() - interval '1 hour' where id = ?", source, lead);
        }
        UUID unmatched = stored(null, null, "NEW");
        sql("update lead set lead_source = ? where id = ?", source + " else", unmatched);
        rule("\"condition\":\"" + only() + "\",\"toTeam\":\"sales\"");

        as("marketing-manager").body("{\"filter\":\"leadSource==\\\"" + source + "*\\\"\"}").post(RULES + "/dry-run").then().statusCode(200)
                .body("leads", equalTo(4)).body("unmatched", equalTo(1)).body("rules", hasSize(1)).body("rules[0].matched", equalTo(3))
                .body("rules[0].to.find { it.owner == 'sales-rep' }.leads", equalTo(2))
                .body("rules[0].to.find { it.owner == 'sales-rep-2' }.leads", equalTo(1))
                .body("items", hasSize(4)).body("items[0].wouldOwn", equalTo("sales-rep")).body("items[0].owner", equalTo("stranger"))
                .body("items[3].wouldOwn", nullValue());

        as("crm-admin").get(LEADS + "?count=true&filter=" + only() + ";owner==stranger").then().body("total", equalTo(3));
        as("crm-admin").body("{}").post(RULES + "/dry-run").then().statusCode(200);
    }

    @Test
    void aRuleThatCannotWorkIsRefusedWhenItIsWritten() {
        post("\"condition\":\"shoeSize==3\",\"toOwner\":\"sales-rep\"").then().statusCode(400);
        post("\"condition\":\"status=\",\"toOwner\":\"sales-rep\"").then().statusCode(400);
        post("\"toOwner\":\"nobody-knows\"").then().statusCode(422).body("errors[0].pointer", equalTo("/toOwner"));
        post("\"toOwner\":\"support-agent\"").then().statusCode(422);
        post("\"toTeam\":\"moon-base\"").then().statusCode(422).body("errors[0].pointer", equalTo("/toTeam"));
        post("\"toTeam\":\"sales\",\"toOwner\":\"sales-rep\"").then().statusCode(422);
        post("\"toTeam\":\"sales\",\"responseMinutes\":0").then().statusCode(422);
        as("crm-admin").header("If-Match", "*").body("{\"monday\":\"9-5\"}").put(RULES + "/business-hours").then().statusCode(422);
        as("crm-admin").header("If-Match", "*").body("{\"capacity\":11}").put(RULES + "/availability/sales-rep").then().statusCode(422);
        as("crm-admin").header("If-Match", "*").body("{\"capacity\":1}").put(RULES + "/availability/nobody-knows").then().statusCode(404);
        as("crm-admin").header("If-Match", "*").body("{\"absences\":[{\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}]}")
                .put(RULES + "/availability/sales-rep").then().statusCode(422);
    }

    @Test
    void manyLeadsAreGivenToSomebodyElseAfterAPreview() {
        UUID mine = stored("sales-rep", "sales-central", "CONTACTED");
        UUID converted = stored("sales-rep", "sales-central", "CONVERTED");
        sql("update lead set lead_source = ? where id in (?, ?)", source, mine, converted);
        String wish = "{\"filter\":\"leadSource==\\\"" + source + "\\\"\",\"owner\":\"sales-rep-2\"%s}";

        as("sales-manager").body(wish.formatted(",\"preview\":true")).post(LEADS + "/reassignment").then().statusCode(200)
                .body("leads", equalTo(2)).body("first", hasSize(2));
        read(mine).then().body("owner", equalTo("sales-rep"));
        as("sales-manager").body(wish.formatted("")).post(LEADS + "/reassignment").then().statusCode(200)
                .body("reassigned", equalTo(1)).body("refused", hasSize(1)).body("refused[0].id", equalTo(converted.toString()));
        read(mine).then().body("owner", equalTo("sales-rep-2")).body("team", equalTo("sales-east"));
        as("sales-manager").body("{\"filter\":\"status==NEW\"}").post(LEADS + "/reassignment").then().statusCode(422);
    }

    private Map<String, Integer> owners(int leads) {
        Map<String, Integer> counts = new TreeMap<>();
        atOnce(leads, i -> captured("").then().statusCode(201).extract().<String>path("owner")).forEach(owner -> counts.merge(owner, 1, Integer::sum));
        return counts;
    }

    private Response captured(String more) {
        return as("integration").body(lead(more)).post(LEADS);
    }

    private String lead(String more) {
        return "{\"lastName\":\"" + UUID.randomUUID() + "\",\"leadSource\":\"" + source + "\"" + more + "}";
    }

    private String only() {
        return "leadSource=='" + source + "'";
    }

    private static String rule(String members) {
        return post(members).then().statusCode(201).extract().path("id");
    }

    private static Response post(String members) {
        return as("crm-admin").body("{\"name\":\"Rule\"," + (members.contains("position") ? "" : "\"position\":1,") + members + "}").post(RULES);
    }

    private static void available(String login, String members) {
        as("crm-admin").header("If-Match", "*").body("{" + members + "}").put(RULES + "/availability/" + login).then().statusCode(200);
    }
}
