package crm.leads.handoff;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.testing.LeadsParts;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role at each endpoint: with an offer to a central team, to a person of it, and to an eastern one. */
@LeadsParts
class HandoffAccessTest {

    private static final String HANDOFFS = "/api/v1/handoffs";
    private static final String ANSWERS = ",\"answers\":{\"need\":\"a\",\"decider\":\"b\",\"timing\":\"c\"}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # who               | offers | central: see, accept, reject, withdraw | person: see, accept | east: see, accept | agreement: see, change
            sales-rep           | 403    | 200 200 200 403                         | 200 200             | 404 404           | 200 403
            sales-rep-2         | 403    | 404 404 404 404                         | 404 404             | 200 200           | 200 403
            sales-manager       | 403    | 200 200 200 403                         | 200 200             | 200 200           | 200 200
            marketer            | 201    | 200 403 403 403                         | 200 403             | 200 403           | 200 403
            marketing-manager   | 201    | 200 403 403 200                         | 200 403             | 200 403           | 200 200
            crm-admin           | 201    | 200 403 403 200                         | 200 403             | 200 403           | 200 200
            integration         | 201    | 200 403 403 200                         | 200 403             | 200 403           | 200 403
            data-steward        | 403    | 200 403 403 403                         | 200 403             | 200 403           | 200 403
            compliance-officer  | 403    | 200 403 403 403                         | 200 403             | 200 403           | 200 403
            executive           | 403    | 200 403 403 403                         | 200 403             | 200 403           | 200 403
            support-agent       | 403    | 403 403 403 403                         | 403 403             | 403 403           | 403 403
            support-manager     | 403    | 403 403 403 403                         | 403 403             | 403 403           | 403 403
            success-manager     | 403    | 403 403 403 403                         | 403 403             | 403 403           | 403 403
            """)
    void eachRoleDoesWhatItMayAndNothingElse(String login, int offers, String central, String person, String east, String agreement) {
        SoftAssertions all = new SoftAssertions();
        all.assertThat(as(login).body(body(stored(null, null, "QUALIFIED"), "\"team\":\"sales-central\"")).post(HANDOFFS).statusCode()).as("offers").isEqualTo(offers);
        check(all, "central", login, "\"team\":\"sales-central\"", central.split(" "));
        check(all, "person", login, "\"offeredTo\":\"sales-rep\"", person.split(" "));
        check(all, "east", login, "\"team\":\"sales-east\"", east.split(" "));
        String[] expected = agreement.split(" ");
        all.assertThat(as(login).get(HANDOFFS + "/agreement").statusCode()).as("sees the agreement").isEqualTo(Integer.parseInt(expected[0]));
        all.assertThat(as(login).header("If-Match", "*").body("{\"limitMinutes\":480,\"reminderMinutes\":60,\"checklist\":[{\"key\":\"need\",\"question\":\"What does the lead need?\"},"
                + "{\"key\":\"decider\",\"question\":\"?\"},{\"key\":\"timing\",\"question\":\"?\"}]}").put(HANDOFFS + "/agreement").statusCode())
                .as("changes the agreement").isEqualTo(Integer.parseInt(expected[1]));
        int lists = expected[0].equals("200") ? 200 : 403;
        all.assertThat(as(login).get(HANDOFFS).statusCode()).as("lists").isEqualTo(lists);
        all.assertThat(as(login).get(HANDOFFS + "/summary").statusCode()).as("sums up").isEqualTo(lists);
        all.assertThat(as(login).accept("*/*").get(HANDOFFS + "/export").statusCode()).as("exports").isEqualTo(lists);
        all.assertAll();
    }

    private static void check(SoftAssertions all, String whose, String login, String to, String[] expected) {
        String[] acts = {null, "acceptance", "rejection", "withdrawal"};
        for (int i = 0; i < expected.length; i++) {
            String path = HANDOFFS + "/" + as("marketing-manager").body(body(stored(null, null, "QUALIFIED"), to)).post(HANDOFFS).then().statusCode(201)
                    .extract().path("id");
            RequestSpecification caller = as(login);
            int status = acts[i] == null ? caller.get(path).statusCode()
                    : caller.body(acts[i].equals("rejection") ? "{\"reason\":\"r\"}" : "{}").post(path + "/" + acts[i]).statusCode();
            all.assertThat(status).as(login + " " + (acts[i] == null ? "sees" : acts[i]) + " " + whose).isEqualTo(Integer.parseInt(expected[i]));
            if (acts[i] == null) {
                all.assertThat(caller.get(path + "/history").statusCode()).as(login + " sees the history of " + whose).isEqualTo(Integer.parseInt(expected[i]));
            }
        }
    }

    @Test
    void aMarketerOffersOnlyWhatIsTheirsOrNobodys() {
        assertThat(as("marketer").body(body(stored("stranger", "strangers", "QUALIFIED"), "\"team\":\"sales-central\"")).post(HANDOFFS).statusCode())
                .isEqualTo(403);
        assertThat(as("marketer").body(body(stored("marketer", "marketing", "QUALIFIED"), "\"team\":\"sales-central\"")).post(HANDOFFS).statusCode())
                .isEqualTo(201);
    }

    @Test
    void withoutATokenThereIsNothingAndWhatDoesNotExistIsNotFound() {
        String nothing = HANDOFFS + "/" + UUID.randomUUID();
        assertThat(anonymous().get(HANDOFFS).statusCode()).isEqualTo(401);
        assertThat(anonymous().get(HANDOFFS + "/summary").statusCode()).isEqualTo(401);
        assertThat(anonymous().get(HANDOFFS + "/agreement").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").put(HANDOFFS + "/agreement").statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post(HANDOFFS).statusCode()).isEqualTo(401);
        for (String act : new String[] {"acceptance", "rejection", "withdrawal"}) {
            assertThat(anonymous().body("{}").post(nothing + "/" + act).statusCode()).as(act).isEqualTo(401);
            assertThat(as("sales-manager").body(act.equals("rejection") ? "{\"reason\":\"r\"}" : "{}").post(nothing + "/" + act).statusCode()).as(act).isEqualTo(404);
        }
        assertThat(as("sales-rep").get(nothing).statusCode()).isEqualTo(404);
    }

    private static String body(UUID lead, String to) {
        return "{\"leadId\":\"" + lead + "\"," + to + ANSWERS;
    }
}
