package crm.leads.lead;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;

import crm.chassis.testing.RefusedTokens;
import crm.leads.testing.LeadsParts;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each role at each endpoint with a record of its own, of its team, of others and of nobody. */
@LeadsParts
class LeadAccessTest {

    private enum Whose { OWN, TEAMS, OTHERS, NOBODYS }

    private static final Set<Whose> ALL = EnumSet.allOf(Whose.class);
    private static final Set<Whose> NONE = EnumSet.noneOf(Whose.class);

    /** What is expected of each role: what it sees, what it changes, whether it works on leads. */
    private enum Caller {
        SALES_REP("sales-rep", "sales-central", "sales-central", EnumSet.of(Whose.OWN, Whose.TEAMS, Whose.NOBODYS), EnumSet.of(Whose.OWN, Whose.NOBODYS), true),
        SALES_MANAGER("sales-manager", "sales", "sales-west", EnumSet.of(Whose.OWN, Whose.TEAMS, Whose.NOBODYS), EnumSet.of(Whose.OWN, Whose.TEAMS, Whose.NOBODYS), true),
        MARKETER("marketer", "marketing", "marketing", ALL, EnumSet.of(Whose.OWN, Whose.NOBODYS), true),
        MARKETING_MANAGER("marketing-manager", "marketing", "marketing", ALL, ALL, true),
        SUPPORT_AGENT("support-agent", "support", "support", NONE, NONE, false),
        SUPPORT_MANAGER("support-manager", "support", "support", NONE, NONE, false),
        SUCCESS_MANAGER("success-manager", "success", "success", NONE, NONE, false),
        DATA_STEWARD("data-steward", "governance", "governance", ALL, ALL, false),
        COMPLIANCE_OFFICER("compliance-officer", "governance", "governance", ALL, NONE, false),
        EXECUTIVE("executive", "company", "sales-central", ALL, NONE, false),
        CRM_ADMIN("crm-admin", "company", "sales-central", ALL, ALL, true),
        INTEGRATION("integration", null, "sales-central", ALL, ALL, true);

        final String login;
        final String team;
        final String teamBelow;
        final Set<Whose> sees;
        final Set<Whose> changes;
        final boolean works;

        Caller(String login, String team, String teamBelow, Set<Whose> sees, Set<Whose> changes, boolean works) {
            this.login = login;
            this.team = team;
            this.teamBelow = teamBelow;
            this.sees = sees;
            this.changes = changes;
            this.works = works;
        }

        String name(Whose whose) {
            return switch (whose) {
                case OWN -> this == INTEGRATION ? "service-account-integration" : login;
                case TEAMS -> "colleague";
                case OTHERS -> "stranger";
                case NOBODYS -> null;
            };
        }

        String team(Whose whose) {
            return switch (whose) {
                case OWN -> team;
                case TEAMS -> teamBelow;
                case OTHERS -> "strangers";
                case NOBODYS -> null;
            };
        }

        int seeing(Whose whose) {
            return sees.isEmpty() ? 403 : sees.contains(whose) ? 200 : 404;
        }

        int changing(Whose whose) {
            return seeing(whose) != 200 ? seeing(whose) : changes.contains(whose) ? 200 : 403;
        }

        int working(Whose whose) {
            return changing(whose) == 200 && !works ? 403 : changing(whose);
        }
    }

    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> READS = new LinkedHashMap<>();
    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> CHANGES = new LinkedHashMap<>();
    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> ACTS = new LinkedHashMap<>();

    static {
        READS.put("read", (caller, id) -> caller.get(LEADS + "/" + id));
        READS.put("history", (caller, id) -> caller.get(at(id, "history")));
        CHANGES.put("patch", (caller, id) -> caller.header("If-Match", "*").body("{\"rating\":\"HOT\"}").patch(LEADS + "/" + id));
        CHANGES.put("archive", (caller, id) -> caller.header("If-Match", "*").delete(LEADS + "/" + id));
        CHANGES.put("restoration", (caller, id) -> caller.post(at(id, "restoration")));
        ACTS.put("qualification", (caller, id) -> caller.body("{}").post(at(id, "qualification")));
        ACTS.put("disqualification", (caller, id) -> caller.body("{\"reason\":\"r\"}").post(at(id, "disqualification")));
        ACTS.put("conversion", (caller, id) -> caller.body("{}").post(at(id, "conversion")));
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleDoesWhatItMayAndNothingElse(Caller caller) {
        SoftAssertions all = new SoftAssertions();
        for (Whose whose : Whose.values()) {
            String of = caller + " at a lead of " + whose + ": ";
            READS.forEach((name, call) -> all.assertThat(status(caller, whose, "NEW", call)).as(of + name).isEqualTo(caller.seeing(whose)));
            CHANGES.forEach((name, call) -> all.assertThat(status(caller, whose, "NEW", call)).as(of + name).isEqualTo(caller.changing(whose)));
            ACTS.forEach((name, call) -> {
                int expected = caller.working(whose);
                all.assertThat(status(caller, whose, "QUALIFIED", call)).as(of + name)
                        .isEqualTo(name.equals("conversion") && expected == 200 ? 202 : expected);
            });
        }
        all.assertAll();
    }

    private static int status(Caller caller, Whose whose, String status, BiFunction<RequestSpecification, UUID, Response> call) {
        UUID lead = stored(caller.name(whose), caller.team(whose), status);
        return call.apply(as(caller.login), lead).statusCode();
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleListsCountsAndSumsUpWhatItSees(Caller caller) {
        String externalId = UUID.randomUUID().toString();
        for (Whose whose : Whose.values()) {
            stored(caller.name(whose), caller.team(whose), "NEW", externalId);
        }

        Response list = as(caller.login).queryParam("filter", "externalId==" + externalId).queryParam("count", true).get(LEADS);
        Response summary = as(caller.login).queryParam("filter", "externalId==" + externalId).get(LEADS + "/summary");

        if (caller.sees.isEmpty()) {
            assertThat(list.statusCode()).isEqualTo(403);
            assertThat(summary.statusCode()).isEqualTo(403);
        } else {
            assertThat(list.jsonPath().getList("items")).hasSize(caller.sees.size());
            assertThat(list.jsonPath().getInt("total")).isEqualTo(caller.sees.size());
            assertThat(summary.jsonPath().getInt("items[0].count")).isEqualTo(caller.sees.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleEntersLeadsOnlyWhereItWorksWithThem(Caller caller) {
        assertThat(as(caller.login).body("{\"lastName\":\"Entered\"}").post(LEADS).statusCode()).isEqualTo(caller.works ? 201 : 403);
    }

    @Test
    void withoutATokenThereIsNothing() {
        UUID lead = stored(null, null, "NEW");

        READS.forEach((name, call) -> assertThat(call.apply(anonymous(), lead).statusCode()).as(name).isEqualTo(401));
        CHANGES.forEach((name, call) -> assertThat(call.apply(anonymous(), lead).statusCode()).as(name).isEqualTo(401));
        ACTS.forEach((name, call) -> assertThat(call.apply(anonymous(), lead).statusCode()).as(name).isEqualTo(401));
        assertThat(anonymous().get(LEADS).statusCode()).isEqualTo(401);
        assertThat(anonymous().get(LEADS + "/summary").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{\"lastName\":\"A\"}").post(LEADS).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensThatOnlyLookRightAreRefused() throws Exception {
        RefusedTokens.all().forEach((wrong, token) -> assertThat(RestAssured.given().auth().oauth2(token).get(LEADS).statusCode())
                .as(wrong).isEqualTo(401));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        UUID nothing = UUID.randomUUID();

        READS.forEach((name, call) -> assertThat(call.apply(as("crm-admin"), nothing).statusCode()).as(name).isEqualTo(404));
        CHANGES.forEach((name, call) -> assertThat(call.apply(as("crm-admin"), nothing).statusCode()).as(name).isEqualTo(404));
        ACTS.forEach((name, call) -> assertThat(call.apply(as("crm-admin"), nothing).statusCode()).as(name).isEqualTo(404));
        assertThat(as("crm-admin").get(LEADS + "/not-an-id").statusCode()).isEqualTo(404);
        assertThat(as("crm-admin").get(at(nothing, "conversion")).statusCode()).isEqualTo(404);
    }
}
