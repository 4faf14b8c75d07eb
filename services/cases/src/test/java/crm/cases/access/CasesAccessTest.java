package crm.cases.access;

import static crm.cases.testing.TestCases.CASES;
import static crm.cases.testing.TestCases.id;
import static crm.cases.testing.TestCases.json;
import static crm.cases.testing.TestCases.opened;
import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import crm.chassis.testing.RefusedTokens;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role at each endpoint with a case of its own, of support, of success, of sales and of nobody. */
@CasesParts
class CasesAccessTest {

    private static final String[] ACTS = {"escalation|{}|200", "comments|{\"text\":\"x\",\"visibility\":\"PUBLIC\"}|201", "resolution|{\"resolution\":\"x\"}|200",
        "survey|{}|201", "closure|{}|200", "reopening|{\"reason\":\"x\"}|200", "restoration|{}|200"};

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # role              | creates | reads | changes
            support-agent       | yes     | yes   | own support nobody
            support-manager     | yes     | yes   | own support nobody
            success-manager     | yes     | yes   | own nobody
            sales-rep           | yes     | yes   |
            sales-manager       | yes     | yes   |
            data-steward        | no      | yes   | own support success central nobody
            compliance-officer  | no      | yes   |
            executive           | no      | yes   |
            crm-admin           | yes     | yes   | own support success central nobody
            integration         | yes     | yes   | own support success central nobody
            marketer            | no      | no    |
            marketing-manager   | no      | no    |
            """)
    void cases(String login, String creates, String reads, String changes) {
        String mark = UUID.randomUUID().toString();
        boolean creator = creates.equals("yes");
        boolean reader = reads.equals("yes");
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(as(login).body("{\"subject\":\"x\"}").post(CASES).statusCode()).as("%s creates", login).isEqualTo(creator ? 201 : 403);
        records(login, mark).forEach((whose, id) -> {
            String path = CASES + "/" + id;
            int readable = reader ? 200 : 403;
            boolean changer = changes != null && Set.of(changes.split(" ")).contains(whose);
            for (String part : List.of("", "/history", "/comments", "/context")) {
                softly.assertThat(as(login).get(path + part).statusCode()).as("%s reads %s of %s", login, part, whose).isEqualTo(readable);
            }
            softly.assertThat(as(login).get(path + "/survey").statusCode()).as("%s reads the survey of %s", login, whose).isEqualTo(reader ? 404 : 403);
            softly.assertThat(as(login).body("{\"text\":\"x\"}").post(path + "/comments").statusCode()).as("%s says of %s among us", login, whose)
                    .isEqualTo(changer || creator ? 201 : 403);
            softly.assertThat(TestCases.patch(login, id, "{\"reason\":\"x\"}").statusCode()).as("%s changes %s", login, whose).isEqualTo(changer ? 200 : 403);
            for (String act : ACTS) {
                String[] parts = act.split("\\|");
                softly.assertThat(as(login).body(parts[1]).post(path + "/" + parts[0]).statusCode()).as("%s: %s of %s", login, parts[0], whose)
                        .isEqualTo(changer ? Integer.parseInt(parts[2]) : 403);
            }
            softly.assertThat(as(login).header("If-Match", "*").delete(path).statusCode()).as("%s archives %s", login, whose).isEqualTo(changer ? 200 : 403);
            softly.assertThat(as(login).post(path + "/restoration").statusCode()).as("%s restores %s", login, whose).isEqualTo(changer ? 200 : 403);
            softly.assertThat(as(login).body("{\"queue\":\"x\"}").post(path + "/assignment").statusCode()).as("%s assigns %s", login, whose)
                    .isEqualTo(changer ? 200 : 403);
        });
        Response list = as(login).queryParam("filter", "externalId==" + mark).get(CASES);
        softly.assertThat(list.statusCode()).isEqualTo(reader ? 200 : 403);
        softly.assertThat(reader ? json(list).path("items").size() : 0).as("%s lists", login).isEqualTo(reader ? 5 : 0);
        softly.assertThat(as(login).get(CASES + "/summary").statusCode()).isEqualTo(reader ? 200 : 403);
        softly.assertThat(as(login).accept("*/*").queryParam("format", "csv").get(CASES + "/export").statusCode()).isEqualTo(reader ? 200 : 403);
        softly.assertThat(as(login).get(CASES + "/" + UUID.randomUUID()).statusCode()).isEqualTo(reader ? 404 : 403);
        softly.assertThat(as(login).body("{}").post(CASES + "/" + UUID.randomUUID() + "/closure").statusCode()).isEqualTo(reader ? 404 : 403);
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            support-agent, r, r
            support-manager, rw, r
            success-manager, r, r
            sales-rep, r, r
            sales-manager, r, r
            data-steward, r, r
            compliance-officer, r, r
            executive, r, r
            crm-admin, rw, r
            integration, r, r
            marketer, -, r
            marketing-manager, -, r
            """)
    void policiesAndHealth(String login, String policies, String health) {
        SoftAssertions softly = new SoftAssertions();
        String standard = "/api/v1/sla-policies/019aa100-0000-7000-8000-000000000001";
        int readable = policies.startsWith("r") ? 200 : 403;
        int writable = policies.equals("rw") ? 200 : 403;
        softly.assertThat(as(login).get("/api/v1/sla-policies").statusCode()).isEqualTo(readable);
        softly.assertThat(as(login).get(standard).statusCode()).isEqualTo(readable);
        softly.assertThat(as(login).header("If-Match", "*").body("{\"description\":\"" + login + "\"}").patch(standard).statusCode()).isEqualTo(writable);
        softly.assertThat(as(login).body("{\"name\":\"x\"}").post("/api/v1/sla-policies").statusCode()).isEqualTo(policies.equals("rw") ? 201 : 403);
        String account = UUID.randomUUID().toString();
        softly.assertThat(as(login).get("/api/v1/health").statusCode()).isEqualTo(health.equals("r") ? 200 : 403);
        softly.assertThat(as(login).get("/api/v1/health/summary").statusCode()).isEqualTo(200);
        softly.assertThat(as(login).get("/api/v1/health/" + account).statusCode()).isEqualTo(404);
        softly.assertThat(as(login).get("/api/v1/health/" + account + "/history").statusCode()).isEqualTo(404);
        softly.assertThat(as(login).body("{}").post("/api/v1/health").statusCode()).as("nobody writes health").isEqualTo(405);
        softly.assertAll();
    }

    @Test
    void nobodyGetsInWithoutLoggingInButToASurvey() {
        String one = CASES + "/" + id(opened("support-agent", ""));
        SoftAssertions softly = new SoftAssertions();
        for (String path : List.of(CASES, CASES + "/summary", CASES + "/export", one, one + "/history", one + "/comments", one + "/context", one + "/survey",
                "/api/v1/sla-policies", "/api/v1/health", "/api/v1/health/summary", "/api/v1/health/" + UUID.randomUUID())) {
            softly.assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(401);
        }
        for (String act : List.of("assignment", "escalation", "resolution", "reopening", "closure", "comments", "survey", "restoration")) {
            softly.assertThat(anonymous().body("{}").post(one + "/" + act).statusCode()).as(act).isEqualTo(401);
        }
        softly.assertThat(anonymous().body("{}").post(CASES).statusCode()).isEqualTo(401);
        softly.assertThat(anonymous().body("{}").patch(one).statusCode()).isEqualTo(401);
        softly.assertThat(anonymous().delete(one).statusCode()).isEqualTo(401);
        softly.assertThat(anonymous().get("/api/v1/public/surveys/x").statusCode()).isEqualTo(404);
        softly.assertAll();
    }

    @Test
    void tokensThatAreNotWhatTheySeemAreRefused() throws Exception {
        RefusedTokens.all().forEach((flaw, token) -> assertThat(io.restassured.RestAssured.given().auth().oauth2(token).get(CASES).statusCode())
                .as(flaw).isEqualTo(401));
    }

    private static Map<String, UUID> records(String login, String mark) {
        Map<String, UUID> records = new LinkedHashMap<>();
        String more = ",\"externalId\":\"" + mark + "\"";
        records.put("own", id(opened("integration", more + owner(login, "somewhere-else"))));
        records.put("support", id(opened("integration", more + owner("someone-in-support", "support"))));
        records.put("success", id(opened("integration", more + owner("someone-in-success", "success"))));
        records.put("central", id(opened("integration", more + owner("someone-central", "sales-central"))));
        records.put("nobody", id(opened("integration", more)));
        return records;
    }

    private static String owner(String login, String team) {
        return ",\"owner\":\"" + login + "\",\"team\":\"" + team + "\"";
    }
}
