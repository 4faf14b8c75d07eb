package crm.governance.quality;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.governance.quality.Kept.ISSUES;
import static crm.governance.quality.Kept.SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Owner;
import crm.governance.testing.Told;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Scores and issues follow the rights to read the record, and the field that they are about. */
@GovernanceParts
class QualityAccessTest {

    private static final List<String> ROLES = List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");
    private static final Set<String> SALES = Set.of("sales-rep", "sales-manager");

    @Test
    void eachRoleSeesTheScoresAndIssuesOfTheRecordsThatItMayRead() {
        String field = Kept.field();
        String rule = Kept.required("opportunity", field, 1);
        try {
            Map<String, UUID> records = Map.of(
                    "own", Told.known("opportunity", "sales-rep", "sales-central", ""),
                    "team", Told.known("opportunity", "colleague", "sales-central", ""),
                    "other", Told.known("opportunity", "stranger", "strangers", ""),
                    "nobody", Told.known("opportunity", null, null, ""));
            SoftAssertions all = new SoftAssertions();
            records.forEach((whose, id) -> {
                await().until(() -> issue(id), found -> found != null);
                String issue = issue(id);
                for (String role : ROLES) {
                    boolean sees = !SALES.contains(role) || !whose.equals("other");
                    all.assertThat(as(role).get(SCORES + "/opportunity/" + id).statusCode()).as(role + " reads the score of " + whose).isEqualTo(sees ? 200 : 404);
                    all.assertThat(as(role).get(ISSUES + "/" + issue).statusCode()).as(role + " reads the issue of " + whose).isEqualTo(sees ? 200 : 404);
                    for (String list : List.of(SCORES, ISSUES)) {
                        all.assertThat(as(role).queryParam("recordType", "opportunity").queryParam("recordId", id).get(list).then().statusCode(200).extract()
                                .jsonPath().getList("items")).as(role + " lists " + list + " of " + whose).hasSize(sees ? 1 : 0);
                    }
                    all.assertThat(as(role).body("{}").post(SCORES).statusCode()).as(role + " writes").isEqualTo(405);
                }
            });
            all.assertThat(as("sales-rep").queryParam("owner", "stranger").get(SCORES + "/summary").jsonPath().getList("items")).isEmpty();
            all.assertThat(as("sales-rep").queryParam("owner", "stranger").get(ISSUES + "/summary").jsonPath().getList("items")).isEmpty();
            all.assertThat(as("executive").queryParam("owner", "stranger").get(ISSUES + "/summary").jsonPath().getList("items.ruleId")).contains(rule);
            all.assertAll();
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void whoDoesNotWorkWithTheRecordsIsTurnedAway() {
        UUID lead = Told.known("lead", null, null, "");

        as("support-agent").get(SCORES + "/lead/" + lead).then().statusCode(403);
    }

    @Test
    void aRuleAboutAFieldThatIsNotForTheCallerIsNotTold() {
        String name = Kept.field();
        as("data-steward").body("{\"entity\":\"campaign\",\"name\":\"" + name + "\",\"label\":\"Secret\",\"type\":\"TEXT\",\"whoMayRead\":[\"crm-admin\"]}")
                .post("/api/v1/fields").then().statusCode(201);
        String rule = Kept.required("campaign", "customFields." + name, 1);
        try {
            UUID campaign = Told.known("campaign", null, null, "\"name\":\"Spring\"");
            await().untilAsserted(() -> assertThat(Kept.score("crm-admin", "campaign", campaign).getList("failed.ruleId")).containsExactly(rule));

            assertThat(Kept.score("marketer", "campaign", campaign).<Integer>get("score")).isEqualTo(0);
            assertThat(Kept.score("marketer", "campaign", campaign).getList("failed")).isEmpty();
            as("crm-admin").queryParam("recordId", campaign).get(ISSUES).then().body("items", hasSize(1));
            as("marketer").queryParam("recordId", campaign).get(ISSUES).then().body("items", hasSize(0));
            as("marketer").get(ISSUES + "/summary").then().body("items.count { it.ruleId == '" + rule + "' }", equalTo(0));
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void withoutATokenThereIsNothing() {
        UUID id = UUID.randomUUID();
        for (String path : List.of(SCORES, SCORES + "/summary", SCORES + "/trend", SCORES + "/campaign/" + id, ISSUES, ISSUES + "/summary", ISSUES + "/" + id)) {
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    private static String issue(UUID record) {
        return Owner.reads("select id from quality_issue where resolved_at is null and record_id = '" + record + "'");
    }
}
