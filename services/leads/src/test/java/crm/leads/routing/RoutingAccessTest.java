package crm.leads.routing;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.testing.LeadsParts;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role at the rules, at who is there, at the hours and the pool, and at leads that nobody or somebody owns. */
@LeadsParts
class RoutingAccessTest {

    private static final String RULES = "/api/v1/assignment-rules";

    @AfterEach
    void noRuleIsLeft() {
        sql("delete from assignment_rule");
        sql("delete from assignment_availability");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # who               | sees | writes: east, support | changes | dry run | availability of: sales-rep, marketer | hours and pool | claims: nobody's, stranger's | reassigns
            sales-rep           | 200  | 403 403               | 403     | 403     | 403 403                             | 403            | 200 404                     | 200
            sales-manager       | 200  | 201 403               | 200     | 200     | 200 403                             | 200            | 200 404                     | 200
            marketer            | 200  | 403 403               | 403     | 403     | 403 403                             | 403            | 200 403                     | 200
            marketing-manager   | 200  | 201 201               | 200     | 200     | 200 200                             | 200            | 403 403                     | 200
            crm-admin           | 200  | 201 201               | 200     | 200     | 200 200                             | 200            | 403 403                     | 200
            data-steward        | 200  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 200
            compliance-officer  | 200  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 200
            executive           | 200  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 200
            integration         | 403  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 200
            support-agent       | 403  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 403
            support-manager     | 403  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 403
            success-manager     | 403  | 403 403               | 403     | 403     | 403 403                             | 403            | 403 403                     | 403
            """)
    void eachRoleDoesWhatItMayAndNothingElse(String login, int sees, String writes, int changes, int dryRun, String availability, int settings,
            String claims, int reassigns) {
        SoftAssertions all = new SoftAssertions();
        String rule = RULES + "/" + as("crm-admin").body(rule("sales-east")).post(RULES).then().statusCode(201).extract().path("id");
        for (String path : new String[] {RULES, rule, rule + "/history", RULES + "/summary", RULES + "/availability", RULES + "/business-hours", RULES + "/pool"}) {
            all.assertThat(as(login).get(path).statusCode()).as(login + " sees " + path.replaceAll("[0-9a-f-]{36}", "{id}")).isEqualTo(sees);
        }
        all.assertThat(as(login).body(rule("sales-east")).post(RULES).statusCode()).as("writes for east").isEqualTo(number(writes, 0));
        all.assertThat(as(login).body(rule("support")).post(RULES).statusCode()).as("writes for support").isEqualTo(number(writes, 1));
        all.assertThat(match(login).body("{\"active\":false}").patch(rule).statusCode()).as("changes").isEqualTo(changes);
        all.assertThat(match(login).delete(rule).statusCode()).as("archives").isEqualTo(changes);
        all.assertThat(as(login).body("{}").post(RULES + "/dry-run").statusCode()).as("dry run").isEqualTo(dryRun);
        all.assertThat(match(login).body("{\"capacity\":1}").put(RULES + "/availability/sales-rep").statusCode()).as("availability of a rep")
                .isEqualTo(number(availability, 0));
        all.assertThat(match(login).body("{\"capacity\":1}").put(RULES + "/availability/marketer").statusCode()).as("availability of a marketer")
                .isEqualTo(number(availability, 1));
        all.assertThat(match(login).body("{\"openClaims\":20,\"claimsPerDay\":1000,\"lockDays\":14}").put(RULES + "/pool").statusCode()).as("pool").isEqualTo(settings);
        all.assertThat(match(login).body("{\"timeZone\":\"Europe/Berlin\",\"monday\":\"09:00-17:00\",\"tuesday\":\"09:00-17:00\"}").put(RULES + "/business-hours")
                .statusCode()).as("hours").isEqualTo(settings);
        all.assertThat(as(login).body("{}").post(at(stored(null, null, "RECYCLED"), "claim")).statusCode()).as("claims nobody's").isEqualTo(number(claims, 0));
        all.assertThat(as(login).body("{}").post(at(stored("stranger", "strangers", "RECYCLED"), "claim")).statusCode()).as("claims a stranger's")
                .isEqualTo(number(claims, 1));
        all.assertThat(as(login).body("{\"filter\":\"externalId==" + UUID.randomUUID() + "\",\"owner\":\"sales-rep\"}").post(LEADS + "/reassignment").statusCode())
                .as("reassigns").isEqualTo(reassigns);
        all.assertAll();
    }

    @Test
    void whoMayNotAssignReassignsNothing() {
        String externalId = UUID.randomUUID().toString();
        stored("sales-rep", "sales-central", "NEW", externalId);
        for (String login : new String[] {"data-steward", "executive", "marketer", "sales-rep"}) {
            assertThat(as(login).body("{\"filter\":\"externalId==" + externalId + "\",\"owner\":\"sales-rep-2\"}").post(LEADS + "/reassignment").then()
                    .statusCode(200).extract().<Integer>path("reassigned")).as(login).isZero();
        }
    }

    @Test
    void withoutATokenThereIsNothingAndWhatDoesNotExistIsNotFound() {
        String nothing = RULES + "/" + UUID.randomUUID();
        for (String path : new String[] {RULES, nothing, RULES + "/availability", RULES + "/business-hours", RULES + "/pool"}) {
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(anonymous().body("{}").post(RULES).statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post(RULES + "/dry-run").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").put(RULES + "/availability/sales-rep").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").put(RULES + "/business-hours").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").put(RULES + "/pool").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post(at(UUID.randomUUID(), "claim")).statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post(LEADS + "/reassignment").statusCode()).isEqualTo(401);
        assertThat(as("crm-admin").get(nothing).statusCode()).isEqualTo(404);
        assertThat(as("sales-rep").body("{}").post(at(UUID.randomUUID(), "claim")).statusCode()).isEqualTo(404);
    }

    private static RequestSpecification match(String login) {
        return as(login).header("If-Match", "*");
    }

    private static String rule(String team) {
        return "{\"name\":\"Rule\",\"position\":1,\"condition\":\"leadSource==nothing-has-this\",\"toTeam\":\"" + team + "\"}";
    }

    private static int number(String numbers, int index) {
        return Integer.parseInt(numbers.split(" ")[index]);
    }
}
