package crm.governance.timeline;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Told;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GovernanceParts
class TimelineTest {

    private static final String TIMELINE = "/api/v1/timeline";

    private final UUID lead = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();
    private final UUID contact = UUID.randomUUID();
    private final UUID opportunity = UUID.randomUUID();
    private final UUID supportCase = UUID.randomUUID();
    private final UUID campaign = UUID.randomUUID();
    private final UUID activity = UUID.randomUUID();

    /** A customer's story from the first click to a solved case, in the order in which it happened. */
    private List<String> story() {
        List<String> story = new ArrayList<>();
        story.add(Told.state("crm.leads.lead-captured.v1", lead, 1, at(1), "\"firstName\":\"Ann\",\"lastName\":\"Miller\",\"company\":\"Acme\",\"leadSource\":\"Web\""));
        story.add(Told.event("crm.campaigns.touch-recorded.v1", UUID.randomUUID(), 1, at(2), "{\"campaignId\":\"" + campaign + "\",\"leadId\":\"" + lead
                + "\",\"kind\":\"WEB_VISIT\",\"occurredAt\":\"" + at(2) + "\"}"));
        story.add(Told.event("crm.leads.lead-changed.v1", lead, 2, at(3), "{\"record\":{\"owner\":\"sales-rep\",\"team\":\"sales-central\",\"company\":\"Acme\"},"
                + "\"changes\":[{\"field\":\"rating\",\"from\":null,\"to\":\"HOT\"},{\"field\":\"owner\",\"from\":null,\"to\":\"sales-rep\"}]}"));
        story.add(Told.event("crm.leads.lead-assigned.v1", lead, 2, at(3), "{\"leadId\":\"" + lead + "\",\"owner\":\"sales-rep\",\"team\":\"sales-central\"}"));
        story.add(Told.state("crm.opportunities.account-created.v1", account, 1, at(4), "\"name\":\"Acme\",\"owner\":\"sales-rep\",\"team\":\"sales-central\""));
        story.add(Told.state("crm.opportunities.contact-created.v1", contact, 1, at(5), "\"firstName\":\"Ann\",\"lastName\":\"Miller\",\"accountId\":\"" + account + "\""));
        story.add(Told.state("crm.opportunities.opportunity-created.v1", opportunity, 1, at(6), "\"name\":\"Machines\",\"accountId\":\"" + account
                + "\",\"primaryContactId\":\"" + contact + "\",\"owner\":\"sales-rep\",\"team\":\"sales-central\""));
        story.add(Told.event("crm.leads.lead-converted.v1", lead, 3, at(7), "{\"leadId\":\"" + lead + "\",\"accountId\":\"" + account + "\",\"contactId\":\""
                + contact + "\",\"opportunityId\":\"" + opportunity + "\"}"));
        story.add(Told.state("crm.opportunities.activity-logged.v1", activity, 1, at(8), "\"type\":\"CALL\",\"subject\":\"Asked for a quote\",\"relatedTo\":[{\"type\":\"opportunity\",\"id\":\""
                + opportunity + "\"}],\"owner\":\"sales-rep\",\"team\":\"sales-central\""));
        story.add(Told.event("crm.opportunities.opportunity-won.v1", opportunity, 2, at(9), "{\"opportunityId\":\"" + opportunity + "\",\"accountId\":\"" + account + "\",\"winReason\":\"Price\"}"));
        story.add(Told.state("crm.cases.case-opened.v1", supportCase, 1, at(10), "\"number\":\"CASE-1\",\"subject\":\"It squeaks\",\"accountId\":\"" + account + "\",\"priority\":\"HIGH\""));
        // that something was said is told by what was said
        story.add(Told.event("crm.cases.case-changed.v1", supportCase, 2, at(11), "{\"record\":{\"number\":\"CASE-1\",\"subject\":\"It squeaks\",\"accountId\":\"" + account
                + "\"},\"changes\":[{\"field\":\"commentCount\",\"from\":0,\"to\":1},{\"field\":\"firstRespondedAt\",\"from\":null,\"to\":\"" + at(11) + "\"}]}"));
        story.add(Told.event("crm.cases.case-commented.v1", supportCase, 2, at(11), "{\"caseId\":\"" + supportCase + "\",\"accountId\":\"" + account
                + "\",\"visibility\":\"INTERNAL\",\"author\":\"support-agent\",\"text\":\"They will leave\"}"));
        story.add(Told.event("crm.cases.case-resolved.v1", supportCase, 3, at(12), "{\"caseId\":\"" + supportCase + "\",\"accountId\":\"" + account + "\",\"resolution\":\"Oiled\"}"));
        return story;
    }

    private static final List<String> TITLES = List.of("Case resolved", "Internal comment", "Case opened: It squeaks", "Opportunity won",
            "Call logged: Asked for a quote", "Lead converted", "Opportunity created: Machines", "Contact created: Ann Miller", "Account created: Acme",
            "Lead given to sales-rep", "Lead changed: rating: Acme", "Touched by a campaign: web visit", "Lead came in: Ann Miller, Acme");

    private static String at(int minute) {
        return "2026-11-21T19:%02d:00Z".formatted(minute);
    }

    @Test
    void everythingAnyDepartmentDidWithACustomerIsTheirsFromTheFirstClickOn() {
        Told.publish(story().toArray(String[]::new));

        await().untilAsserted(() -> assertThat(titles("crm-admin", "accountId", account)).containsExactlyElementsOf(inTurn()));
        JsonPath page = as("crm-admin").queryParam("accountId", account).get(TIMELINE).jsonPath();
        assertThat(page.getString("items[0].detail")).isEqualTo("Oiled");
        assertThat(page.getString("items[0].service")).isEqualTo("cases");
        assertThat(page.getString("items[0].actor")).isEqualTo("ann");
        assertThat(page.getString("items[0].at")).isEqualTo("2026-11-21T19:12:00Z");
        assertThat(page.getString("items[0].link")).isEqualTo("/api/v1/cases/" + supportCase);
        assertThat(page.getString("items.find { it.type == 'lead-changed' }.detail")).isEqualTo("rating: – → HOT");
        assertThat(titles("crm-admin", "leadId", lead)).as("the lead's story goes on in its account").containsExactlyElementsOf(inTurn());
        assertThat(titles("crm-admin", "contactId", contact)).contains("Lead came in: Ann Miller, Acme", "Opportunity won", "Contact created: Ann Miller")
                .doesNotContain("Account created: Acme");
    }

    @Test
    void theOrderInWhichItIsHeardMakesNoDifference() {
        List<String> shuffled = story();
        Collections.shuffle(shuffled, new Random(7));
        shuffled.addAll(shuffled.subList(0, 5));

        Told.publish(shuffled.toArray(String[]::new));

        await().untilAsserted(() -> assertThat(titles("crm-admin", "accountId", account)).containsExactlyElementsOf(inTurn()));
        assertThat(titles("crm-admin", "leadId", lead)).containsExactlyElementsOf(inTurn());
    }

    /** What happened at the same moment has an order of its own, that of the events' ids. */
    private List<String> inTurn() {
        List<String> told = titles("crm-admin", "accountId", account);
        int given = told.indexOf("Lead given to sales-rep");
        int changed = told.indexOf("Lead changed: rating: Acme");
        List<String> expected = new ArrayList<>(TITLES);
        if (changed >= 0 && changed < given) {
            Collections.swap(expected, 9, 10);
        }
        return expected;
    }

    @Test
    void pagesNeitherSkipNorRepeatAndCanBeNarrowed() {
        Told.publish(story().toArray(String[]::new));
        await().untilAsserted(() -> assertThat(titles("crm-admin", "accountId", account)).hasSize(13));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = as("crm-admin").queryParam("accountId", account).queryParam("limit", 3).queryParam("cursor", cursor).get(TIMELINE)
                    .then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.title", String.class));
            cursor = page.getString("nextCursor");
        }
        assertThat(seen).containsExactlyElementsOf(inTurn());
        as("crm-admin").queryParam("accountId", account).queryParam("types", "case-opened, crm.opportunities.opportunity-won.v1").get(TIMELINE)
                .then().body("items.type", equalTo(List.of("case-opened", "opportunity-won")));
        as("crm-admin").queryParam("accountId", account).queryParam("from", at(9)).queryParam("to", at(11)).get(TIMELINE)
                .then().body("items.type", equalTo(List.of("case-opened", "opportunity-won")));
    }

    @Test
    void whatACallerMayNotReadIsLeftOut() {
        UUID foreign = UUID.randomUUID();
        Told.publish(story().toArray(String[]::new));
        Told.publish(Told.state("crm.opportunities.opportunity-created.v1", foreign, 1, at(20), "\"name\":\"Of another team\",\"accountId\":\"" + account
                        + "\",\"owner\":\"stranger\",\"team\":\"strangers\""),
                Told.event("crm.opportunities.opportunity-lost.v1", foreign, 2, at(21), "{\"opportunityId\":\"" + foreign + "\",\"accountId\":\"" + account + "\"}"));
        await().untilAsserted(() -> assertThat(titles("crm-admin", "accountId", account)).hasSize(15));

        assertThat(titles("sales-rep", "accountId", account)).hasSize(12)
                .doesNotContain("Internal comment", "Opportunity created: Of another team", "Opportunity lost");
        assertThat(titles("sales-rep-2", "accountId", account)).containsExactly("Case resolved", "Case opened: It squeaks", "Contact created: Ann Miller", "Account created: Acme");
        assertThat(titles("support-agent", "accountId", account)).contains("Internal comment", "Opportunity lost", "Opportunity won")
                .noneMatch(title -> title.startsWith("Lead "));
        assertThat(titles("marketer", "accountId", account)).contains("Lead came in: Ann Miller, Acme", "Touched by a campaign: web visit")
                .noneMatch(title -> title.startsWith("Case "));
        assertThat(titles("executive", "accountId", account)).hasSize(15);
        as("sales-rep-2").queryParam("leadId", lead).get(TIMELINE).then().statusCode(404);
        as("support-agent").queryParam("leadId", lead).get(TIMELINE).then().statusCode(403);
    }

    @Test
    void valuesThatAreNotForEverybodyAreNotPutIntoWords() {
        UUID known = Told.known("contact", null, null, "\"lastName\":\"Miller\"");
        Told.publish(Told.event("crm.opportunities.contact-changed.v1", known, 2, at(1), "{\"record\":{\"lastName\":\"Miller\"},\"changes\":["
                + "{\"field\":\"birthdate\",\"from\":null,\"to\":\"1970-01-01\"},{\"field\":\"title\",\"from\":null,\"to\":\"CEO\"}]}"));

        await().untilAsserted(() -> as("crm-admin").queryParam("contactId", known).queryParam("types", "contact-changed").get(TIMELINE).then()
                .body("items", hasSize(1)).body("items[0].detail", equalTo("birthdate; title: – → CEO")));
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        as("crm-admin").get(TIMELINE).then().statusCode(400);
        as("crm-admin").queryParam("leadId", lead).queryParam("accountId", account).get(TIMELINE).then().statusCode(400);
        as("crm-admin").queryParam("leadId", "x").get(TIMELINE).then().statusCode(400).body("errors[0].pointer", equalTo("leadId"));
        as("crm-admin").queryParam("leadId", UUID.randomUUID()).get(TIMELINE).then().statusCode(404);
    }

    private static List<String> titles(String caller, String parameter, UUID id) {
        var response = as(caller).queryParam(parameter, id).queryParam("limit", 200).get(TIMELINE);
        return response.statusCode() == 200 ? response.jsonPath().getList("items.title", String.class) : List.of();
    }
}
