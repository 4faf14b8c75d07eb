package crm.campaigns.access;

import static crm.campaigns.testing.TestCampaigns.CAMPAIGNS;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.lead;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.RefusedTokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each role at each endpoint with a campaign of its own, of its team, of others and of nobody. */
@CampaignsParts
class CampaignAccessTest {

    private static final String TOUCHES = "/api/v1/touches";
    private static final String ATTRIBUTION = "/api/v1/attribution";

    private enum Whose { OWN, TEAMS, OTHERS, NOBODYS }

    private static final Set<Whose> ALL = EnumSet.allOf(Whose.class);
    private static final Set<Whose> NONE = EnumSet.noneOf(Whose.class);

    /** What is expected of each role: whether it sees campaigns, which it changes, whether it approves and records touches. */
    private enum Caller {
        SALES_REP("sales-rep", "sales-central", true, NONE, false, true),
        SALES_MANAGER("sales-manager", "sales", true, NONE, false, true),
        MARKETER("marketer", "marketing", true, EnumSet.of(Whose.OWN, Whose.TEAMS, Whose.NOBODYS), true, true),
        MARKETING_MANAGER("marketing-manager", "marketing", true, ALL, true, true),
        SUPPORT_AGENT("support-agent", "support", false, NONE, false, false),
        SUPPORT_MANAGER("support-manager", "support", false, NONE, false, false),
        SUCCESS_MANAGER("success-manager", "success", true, NONE, false, false),
        DATA_STEWARD("data-steward", "governance", true, NONE, false, false),
        COMPLIANCE_OFFICER("compliance-officer", "governance", true, NONE, false, false),
        EXECUTIVE("executive", "company", true, NONE, false, false),
        CRM_ADMIN("crm-admin", "company", true, ALL, true, true),
        INTEGRATION("integration", null, true, ALL, false, true);

        final String login;
        final String team;
        final boolean sees;
        final Set<Whose> changes;
        final boolean approves;
        final boolean records;

        Caller(String login, String team, boolean sees, Set<Whose> changes, boolean approves, boolean records) {
            this.login = login;
            this.team = team;
            this.sees = sees;
            this.changes = changes;
            this.approves = approves;
            this.records = records;
        }

        UUID campaign(Whose whose, String status) {
            return switch (whose) {
                case OWN -> stored(this == INTEGRATION ? "service-account-integration" : login, team, status);
                case TEAMS -> stored("colleague", team == null ? "nowhere" : team, status);
                case OTHERS -> stored("stranger", "strangers", status);
                case NOBODYS -> stored(null, null, status);
            };
        }

        int seeing() {
            return sees ? 200 : 403;
        }

        int changing(Whose whose, int success) {
            return changes.contains(whose) ? success : 403;
        }
    }

    private record Change(String status, int success, BiFunction<RequestSpecification, UUID, Response> call) {}

    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> READS = new LinkedHashMap<>();
    private static final Map<String, Change> CHANGES = new LinkedHashMap<>();

    static {
        READS.put("read", (caller, id) -> caller.get(CAMPAIGNS + "/" + id));
        for (String part : new String[] {"history", "costs", "members", "members/summary", "members/export", "roi"}) {
            READS.put(part, (caller, id) -> caller.get(at(id, part)));
        }
        for (String list : new String[] {"deals", "leads"}) {
            READS.put(list + " behind a figure", (caller, id) -> caller.queryParam("campaignId", id).get(ATTRIBUTION + "/" + list));
        }
        READS.put("member", (caller, id) -> caller.get(at(id, "members/" + member(id))));
        CHANGES.put("patch", new Change("PLANNED", 200, (caller, id) -> caller.header("If-Match", "*").body("{\"objective\":\"o\"}").patch(CAMPAIGNS + "/" + id)));
        CHANGES.put("archive", new Change("PLANNED", 200, (caller, id) -> caller.header("If-Match", "*").delete(CAMPAIGNS + "/" + id)));
        CHANGES.put("restoration", new Change("PLANNED", 200, (caller, id) -> caller.post(at(id, "restoration"))));
        act("launch", "APPROVED", "{}");
        act("pause", "ACTIVE", "{}");
        act("resumption", "PAUSED", "{}");
        act("completion", "ACTIVE", "{}");
        act("cancellation", "PLANNED", "{\"reason\":\"r\"}");
        CHANGES.put("costs", new Change("ACTIVE", 201, (caller, id) -> caller
                .body("{\"amount\":1,\"currency\":\"USD\",\"incurredOn\":\"2026-01-01\",\"description\":\"d\"}").post(at(id, "costs"))));
        CHANGES.put("members", new Change("ACTIVE", 200, (caller, id) -> caller.body("{\"leadIds\":[\"" + lead("") + "\"]}").post(at(id, "members"))));
        CHANGES.put("selection", new Change("ACTIVE", 200, (caller, id) -> caller
                .body("{\"entity\":\"lead\",\"filter\":\"company==nothing-like-this\"}").post(at(id, "members/selection"))));
        CHANGES.put("imports", new Change("ACTIVE", 201, (caller, id) -> caller.contentType("text/csv").body("id\nx\n").post(at(id, "members/imports"))));
        CHANGES.put("member", new Change("ACTIVE", 200, (caller, id) -> caller.header("If-Match", "*").body("{\"status\":\"CLICKED\"}")
                .patch(at(id, "members/" + member(id)))));
        CHANGES.put("removal of a member", new Change("ACTIVE", 200, (caller, id) -> caller.header("If-Match", "*").delete(at(id, "members/" + member(id)))));
        CHANGES.put("restoration of a member", new Change("ACTIVE", 200, (caller, id) -> caller.post(at(id, "members/" + removed(id) + "/restoration"))));
    }

    private static void act(String name, String status, String body) {
        CHANGES.put(name, new Change(status, 200, (caller, id) -> caller.body(body).post(at(id, name))));
    }

    /** A member of the campaign that stands there already. */
    private static UUID member(UUID campaign) {
        UUID id = UUID.randomUUID();
        run("insert into campaign_member (id, version, created_at, created_by, updated_at, updated_by, campaign_id, lead_id, status, origin)"
                + " select ?, 1, now(), 'test', now(), 'test', campaign.id, ?, 'SENT', 'HAND' from campaign where campaign.id = ?", id, UUID.randomUUID(), campaign);
        return id;
    }

    private static UUID removed(UUID campaign) {
        UUID id = member(campaign);
        run("update campaign_member set archived_at = now() where id = ?", id);
        return id;
    }

    private static Response bulk(RequestSpecification caller, UUID campaign) {
        return caller.body("{\"operations\":[{\"op\":\"archive\",\"id\":\"" + member(campaign) + "\"},{\"op\":\"restore\",\"id\":\"" + removed(campaign) + "\"}]}")
                .post(at(campaign, "members/bulk"));
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleDoesWhatItMayAndNothingElse(Caller caller) {
        SoftAssertions all = new SoftAssertions();
        for (Whose whose : Whose.values()) {
            String of = caller + " at a campaign of " + whose + ": ";
            UUID seen = caller.campaign(whose, "ACTIVE");
            READS.forEach((name, call) -> all.assertThat(call.apply(as(caller.login), seen).statusCode()).as(of + name).isEqualTo(caller.seeing()));
            CHANGES.forEach((name, change) -> all.assertThat(change.call().apply(as(caller.login), caller.campaign(whose, change.status())).statusCode())
                    .as(of + name).isEqualTo(caller.changing(whose, change.success())));
            int approving = caller.approves ? caller.changing(whose, 200) : 403;
            all.assertThat(as(caller.login).body("{}").post(at(caller.campaign(whose, "PLANNED"), "approval")).statusCode())
                    .as(of + "approval").isEqualTo(approving);
            Response many = bulk(as(caller.login), caller.campaign(whose, "ACTIVE"));
            all.assertThat(many.statusCode()).as(of + "many members").isEqualTo(caller.seeing());
            if (caller.sees) {
                int each = caller.changing(whose, 200);
                all.assertThat(many.<List<Integer>>path("results.status")).as(of + "many members").isEqualTo(List.of(each, each));
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleListsCreatesAndRecordsWhatItMay(Caller caller) {
        UUID campaign = stored("stranger", "strangers", "ACTIVE");
        for (String list : new String[] {CAMPAIGNS, CAMPAIGNS + "/summary", CAMPAIGNS + "/export", TOUCHES, TOUCHES + "/summary", ATTRIBUTION}) {
            assertThat(as(caller.login).get(list).statusCode()).as(list).isEqualTo(caller.seeing());
        }
        assertThat(as(caller.login).body("{\"name\":\"Created\"}").post(CAMPAIGNS).statusCode()).isEqualTo(caller.changes.isEmpty() ? 403 : 201);
        assertThat(as(caller.login).body("{\"campaignId\":\"" + campaign + "\",\"leadId\":\"" + lead("") + "\",\"kind\":\"CALL\"}").post(TOUCHES).statusCode())
                .isEqualTo(caller.records ? 201 : 403);
    }

    @Test
    void withoutATokenThereIsNothing() {
        UUID id = stored(null, null, "PLANNED");

        READS.forEach((name, call) -> assertThat(call.apply(anonymous(), id).statusCode()).as(name).isEqualTo(401));
        CHANGES.forEach((name, change) -> assertThat(change.call().apply(anonymous(), id).statusCode()).as(name).isEqualTo(401));
        for (String list : new String[] {CAMPAIGNS, TOUCHES, ATTRIBUTION}) {
            assertThat(anonymous().get(list).statusCode()).as(list).isEqualTo(401);
        }
        assertThat(anonymous().body("{}").post(at(id, "approval")).statusCode()).isEqualTo(401);
        assertThat(bulk(anonymous(), id).statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post(TOUCHES).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensThatOnlyLookRightAreRefused() throws Exception {
        RefusedTokens.all().forEach((wrong, token) -> assertThat(RestAssured.given().auth().oauth2(token).get(CAMPAIGNS).statusCode())
                .as(wrong).isEqualTo(401));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        UUID nothing = UUID.randomUUID();

        READS.forEach((name, call) -> {
            if (!name.startsWith("members")) {
                assertThat(call.apply(as("crm-admin"), nothing).statusCode()).as(name).isEqualTo(404);
            }
        });
        CHANGES.forEach((name, change) -> assertThat(change.call().apply(as("crm-admin"), nothing).statusCode()).as(name).isEqualTo(404));
        assertThat(as("crm-admin").body("{}").post(at(nothing, "approval")).statusCode()).isEqualTo(404);
        assertThat(bulk(as("crm-admin"), nothing).statusCode()).isEqualTo(404);
        assertThat(as("crm-admin").get(TOUCHES + "/" + nothing).statusCode()).isEqualTo(404);
        assertThat(as("crm-admin").get(CAMPAIGNS + "/not-an-id").statusCode()).isEqualTo(404);
    }
}
