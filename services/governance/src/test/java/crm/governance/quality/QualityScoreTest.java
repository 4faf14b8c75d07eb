package crm.governance.quality;

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
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records are scored from events and scored again when the rules change. */
@GovernanceParts
class QualityScoreTest {

    private static final String SCORED = "crm.governance.quality-scored.v1";
    private static final String OPENED = "crm.governance.quality-issue-opened.v1";
    private static final String RESOLVED = "crm.governance.quality-issue-resolved.v1";

    @Inject
    KeepHistory history;

    @Test
    void aRecordIsHeldAgainstTheRulesAndItsScoreSaysWhatWouldRaiseIt() {
        String budget = Kept.field();
        String code = Kept.field();
        UUID campaign = UUID.randomUUID();
        String needed = Kept.required("campaign", budget, 3);
        String formed = Kept.format("campaign", code, "[A-Z]{3}", 1);
        try {
            tell(campaign, 1, "\"name\":\"Spring\",\"owner\":\"ann\",\"" + code + "\":\"abc\"");
            await().untilAsserted(() -> assertThat(Kept.score("crm-admin", "campaign", campaign).<Integer>get("score")).isEqualTo(0));

            JsonPath score = Kept.score("crm-admin", "campaign", campaign);
            assertThat(score.getList("failed.ruleId")).containsExactly(needed, formed);
            assertThat(score.getList("failed.gain")).containsExactly(75, 25);
            assertThat(score.getString("failed[0].field")).isEqualTo(budget);
            assertThat(score.getString("failed[0].fix")).isEqualTo("Ask for it");
            assertThat(score.getString("label")).isEqualTo("Spring");
            assertThat(score.getString("href")).isEqualTo("/api/v1/campaigns/" + campaign);
            assertThat(score.getInt("rules")).isEqualTo(2);

            tell(campaign, 2, "\"name\":\"Spring\",\"owner\":\"ann\",\"" + code + "\":\"abc\",\"" + budget + "\":1000");
            await().untilAsserted(() -> assertThat(Kept.score("crm-admin", "campaign", campaign).<Integer>get("score")).isEqualTo(75));

            as("crm-admin").queryParam("recordId", campaign).get(ISSUES).then().body("items.ruleId", equalTo(List.of(formed)))
                    .body("items[0].state", equalTo("OPEN")).body("items[0].label", equalTo("Spring")).body("items[0].owner", equalTo("ann"));
            as("crm-admin").queryParam("recordId", campaign).queryParam("state", "RESOLVED").get(ISSUES).then().body("items.ruleId", equalTo(List.of(needed)));
            await().untilAsserted(() -> {
                assertThat(told(campaign, SCORED)).containsExactly("75", "0");
                assertThat(told(campaign, OPENED)).hasSize(2);
                assertThat(told(campaign, RESOLVED)).hasSize(1);
            });
        } finally {
            Kept.retired(needed, formed);
        }
    }

    @Test
    void whatComesTwiceOrTooLateChangesNothing() {
        String field = Kept.field();
        UUID campaign = UUID.randomUUID();
        String rule = Kept.required("campaign", field, 1);
        try {
            String bad = state(campaign, 1, "\"name\":\"Bad\"");
            String good = state(campaign, 2, "\"name\":\"Good\",\"" + field + "\":\"x\"");
            Told.publish(bad);
            awaitVersion(campaign, 1);
            Told.publish(good);
            awaitVersion(campaign, 2);
            Told.publish(bad, good, again(bad), again(good), again(bad), state(campaign, 3, "\"name\":\"Better\",\"" + field + "\":\"y\""));
            awaitVersion(campaign, 3);
            UUID later = UUID.randomUUID();
            Told.publish(state(later, 1, "\"name\":\"Last\""));
            await().untilAsserted(() -> assertThat(told(later, OPENED)).hasSize(1));

            assertThat(told(campaign, SCORED)).containsExactly("100", "0");
            assertThat(told(campaign, OPENED)).hasSize(1);
            assertThat(told(campaign, RESOLVED)).hasSize(1);
            assertThat(Owner.reads("select count(*) from quality_issue where record_id = '" + campaign + "'")).isEqualTo("1");
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void anArchivedRecordLeavesTheFiguresAndARestoredOneComesBack() {
        String field = Kept.field();
        String owner = "o" + UUID.randomUUID();
        UUID campaign = UUID.randomUUID();
        String rule = Kept.required("campaign", field, 1);
        try {
            tell(campaign, 1, "\"owner\":\"" + owner + "\"");
            await().untilAsserted(() -> as("crm-admin").queryParam("owner", owner).get(SCORES + "/summary").then()
                    .body("items", hasSize(1)).body("items[0].key", equalTo("campaign")).body("items[0].average", equalTo(0f)));

            tell(campaign, 2, "\"owner\":\"" + owner + "\",\"archivedAt\":\"2026-11-21T19:00:00Z\"");
            await().untilAsserted(() -> {
                as("crm-admin").queryParam("owner", owner).get(SCORES + "/summary").then().body("items", hasSize(0));
                as("crm-admin").queryParam("owner", owner).get(SCORES).then().body("items", hasSize(0));
                as("crm-admin").queryParam("owner", owner).get(ISSUES).then().body("items", hasSize(0));
            });

            tell(campaign, 3, "\"owner\":\"" + owner + "\"");
            await().untilAsserted(() -> as("crm-admin").queryParam("owner", owner).get(ISSUES).then().body("items", hasSize(1)));
            as("crm-admin").queryParam("owner", owner).queryParam("state", "RESOLVED").get(ISSUES).then().body("items", hasSize(1));
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void aRuleThatIsPublishedChangedAndRetiredIsAppliedToAllThatIsKnown() {
        String field = Kept.field();
        String team = "t" + UUID.randomUUID();
        int all = 450;
        Told.publish(IntStream.range(0, all).mapToObj(i -> Told.state("crm.cases.case-opened.v1", UUID.randomUUID(), 1, Instant.now().toString(),
                "\"subject\":\"Case\",\"team\":\"" + team + "\"" + (i % 3 == 0 ? ",\"" + field + "\":\"x\"" : ""))).toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30)).until(() -> Owner.reads("select count(*) from quality_record where team = '" + team + "'"), Integer.toString(all)::equals);

        String rule = Kept.required("case", field, 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("crm-admin").queryParam("team", team).get(ISSUES + "/summary").then()
                .body("items", hasSize(1)).body("items[0].ruleId", equalTo(rule)).body("items[0].open", equalTo(300)));
        as("crm-admin").queryParam("team", team).queryParam("groupBy", "team").get(SCORES + "/summary").then()
                .body("items[0].key", equalTo(team)).body("items[0].records", equalTo(all)).body("items[0].average", equalTo(33.3f))
                .body("items[0].complete", equalTo(150));

        Kept.changed(rule, "{\"kind\":\"FORMAT\",\"pattern\":\"y\"}");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("crm-admin").queryParam("team", team).get(ISSUES + "/summary").then()
                .body("items[0].open", equalTo(150)));

        Kept.retired(rule);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("crm-admin").queryParam("team", team).get(SCORES + "/summary").then().body("items", hasSize(0)));
        as("crm-admin").queryParam("team", team).get(ISSUES).then().body("items", hasSize(0));
        String events = "select count(*) from audit_entry where type = '%s' and data->>'ruleId' = '" + rule + "'";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Owner.reads(events.formatted(OPENED))).isEqualTo("450");
            assertThat(Owner.reads(events.formatted(RESOLVED))).isEqualTo("450");
        });
    }

    @Test
    void aRecordThatWasScoredByRulesOfBeforeIsFoundWheneverItTurnsUp() {
        String field = Kept.field();
        UUID campaign = UUID.randomUUID();
        String rule = Kept.required("campaign", field, 1);
        try {
            tell(campaign, 1, "\"name\":\"Late\"");
            await().untilAsserted(() -> assertThat(Kept.score("crm-admin", "campaign", campaign).<Integer>get("score")).isEqualTo(0));
            Owner.does("update quality_record set score = null, broken = '{}', rules_stamp = 0 where record_id = '" + campaign + "'",
                    "delete from quality_issue where record_id = '" + campaign + "'");

            await().untilAsserted(() -> assertThat(Kept.score("crm-admin", "campaign", campaign).<Integer>get("score")).isEqualTo(0));
            as("crm-admin").queryParam("recordId", campaign).get(ISSUES).then().body("items", hasSize(1));
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void pagesGoFromTheLowestScoreAndNeitherSkipNorRepeat() {
        String first = Kept.field();
        String second = Kept.field();
        String owner = "o" + UUID.randomUUID();
        List<String> rules = List.of(Kept.required("campaign", first, 1), Kept.required("campaign", second, 3));
        try {
            List<UUID> ids = IntStream.range(0, 7).mapToObj(i -> UUID.randomUUID()).toList();
            IntStream.range(0, 7).forEach(i -> tell(ids.get(i), 1, "\"owner\":\"" + owner + "\"" + (i % 2 == 0 ? ",\"" + first + "\":\"x\"" : "")
                    + (i > 4 ? ",\"" + second + "\":\"x\"" : "")));
            await().untilAsserted(() -> as("crm-admin").queryParam("owner", owner).get(SCORES).then().body("items", hasSize(7)));

            assertThat(paged(SCORES, owner, "items.score")).containsExactly(0, 0, 25, 25, 25, 75, 100);
            assertThat(paged(SCORES, owner, "items.recordId")).containsExactlyInAnyOrderElementsOf(ids.stream().map(UUID::toString).toList());
            assertThat(paged(ISSUES, owner, "items.id")).hasSize(8).doesNotHaveDuplicates();
            as("crm-admin").queryParam("owner", owner).queryParam("below", 75).get(SCORES).then().body("items", hasSize(5));
        } finally {
            Kept.retired(rules.toArray(String[]::new));
        }
    }

    @Test
    void theFiguresOfTheDayAreKept() {
        String owner = "o" + UUID.randomUUID();
        String field = Kept.field();
        String rule = Kept.required("campaign", field, 1);
        try {
            tell(UUID.randomUUID(), 1, "\"owner\":\"" + owner + "\"");
            tell(UUID.randomUUID(), 1, "\"owner\":\"" + owner + "\",\"" + field + "\":\"x\"");
            await().untilAsserted(() -> as("crm-admin").queryParam("owner", owner).get(SCORES).then().body("items", hasSize(2)));

            history.keep().await().atMost(Duration.ofSeconds(10));
            history.keep().await().atMost(Duration.ofSeconds(10));

            JsonPath days = as("crm-admin").queryParam("owner", owner).get(SCORES + "/trend").then().statusCode(200).extract().jsonPath();
            int last = days.getList("items").size() - 1;
            assertThat(days.getLong("items[" + last + "].records")).isEqualTo(2);
            assertThat(days.getDouble("items[" + last + "].average")).isEqualTo(50.0);
            as("sales-rep").queryParam("owner", "me").get(SCORES + "/trend").then().statusCode(200);
        } finally {
            Kept.retired(rule);
        }
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        Stream.of("limit=0", "below=x", "recordId=7", "cursor=bm9uZQ").forEach(parameter -> refused(SCORES, parameter));
        Stream.of("limit=201", "ruleId=x", "mode=LOUD", "state=LOST", "cursor=x").forEach(parameter -> refused(ISSUES, parameter));
        refused(SCORES + "/summary", "groupBy=score");
        as("crm-admin").get(SCORES + "/moon/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").get(SCORES + "/campaign/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").get(ISSUES + "/" + UUID.randomUUID()).then().statusCode(404);
    }

    private static void refused(String path, String parameter) {
        String[] parts = parameter.split("=");
        as("crm-admin").queryParam(parts[0], parts[1]).get(path).then().statusCode(400).body("errors[0].pointer", equalTo(parts[0]));
    }

    private static List<Object> paged(String path, String owner, String what) {
        List<Object> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = as("crm-admin").queryParam("owner", owner).queryParam("limit", 2).queryParam("cursor", cursor).get(path)
                    .then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList(what));
            cursor = page.getString("nextCursor");
        }
        return seen;
    }

    private static String state(UUID campaign, long version, String fields) {
        return Told.state(version == 1 ? "crm.campaigns.campaign-created.v1" : "crm.campaigns.campaign-changed.v1", campaign, version, Instant.now().toString(), fields);
    }

    private static void tell(UUID campaign, long version, String fields) {
        Told.publish(state(campaign, version, fields));
    }

    /** The same news in an event of another id. */
    private static String again(String event) {
        return event.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"");
    }

    private static void awaitVersion(UUID record, long version) {
        await().until(() -> Owner.reads("select version from quality_record where record_id = '" + record + "'"), Long.toString(version)::equals);
    }

    /** What events of this type told of a record, the latest first: the scores, or a dash each. */
    private static List<String> told(UUID record, String type) {
        List<String> told = new ArrayList<>();
        String all = Owner.reads("select string_agg(coalesce(data->>'score', '-'), ' ' order by record_version desc, position desc)"
                + " from audit_entry where record_id = '" + record + "' and type = '" + type + "'");
        if (all != null) {
            Collections.addAll(told, all.split(" "));
        }
        return told;
    }
}
