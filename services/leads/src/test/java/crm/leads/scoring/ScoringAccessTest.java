package crm.leads.scoring;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.sql;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.testing.LeadsParts;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role at the policy of scoring, at the models and at scoring all leads again. */
@LeadsParts
class ScoringAccessTest {

    private static final String SCORING = "/api/v1/lead-scoring";
    private static final String POLICY = "{\"features\":[{\"field\":\"leadSource\",\"label\":\"Lead source\",\"kind\":\"CATEGORY\"}],\"pointRules\":[],"
            + "\"minClosedLeads\":1000000,\"minCompleteness\":20,\"retrainAfterDays\":0}";

    @AfterEach
    void noModelIsLeft() {
        sql("delete from score_model where state = 'QUEUED'");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # who               | sees | no model yet | sets the policy | trains | rescores
            sales-rep           | 200  | 404          | 403             | 403    | 403
            sales-manager       | 200  | 404          | 403             | 403    | 403
            marketer            | 200  | 404          | 403             | 403    | 403
            marketing-manager   | 200  | 404          | 200             | 202    | 202
            crm-admin           | 200  | 404          | 200             | 202    | 202
            data-steward        | 200  | 404          | 403             | 403    | 403
            compliance-officer  | 200  | 404          | 403             | 403    | 403
            executive           | 200  | 404          | 403             | 403    | 403
            integration         | 200  | 404          | 403             | 403    | 403
            support-agent       | 403  | 403          | 403             | 403    | 403
            support-manager     | 403  | 403          | 403             | 403    | 403
            success-manager     | 403  | 403          | 403             | 403    | 403
            """)
    void eachRoleDoesWhatItMayAndNothingElse(String login, int sees, int none, int sets, int trains, int rescores) {
        SoftAssertions all = new SoftAssertions();
        for (String path : new String[] {"/policy", "/models", "/rescoring"}) {
            all.assertThat(as(login).get(SCORING + path).statusCode()).as(path).isEqualTo(sees);
        }
        all.assertThat(as(login).get(SCORING + "/models/" + UUID.randomUUID()).statusCode()).as("a model that is not there").isEqualTo(none);
        all.assertThat(as(login).header("If-Match", "*").body(POLICY).put(SCORING + "/policy").statusCode()).as("sets the policy").isEqualTo(sets);
        all.assertThat(as(login).post(SCORING + "/models").statusCode()).as("trains").isEqualTo(trains);
        all.assertThat(as(login).post(SCORING + "/rescoring").statusCode()).as("rescores").isEqualTo(rescores);
        all.assertAll();
    }

    @Test
    void nobodyIsLetInWithoutAToken() {
        for (String path : new String[] {"/policy", "/models", "/models/current", "/rescoring"}) {
            assertThat(anonymous().get(SCORING + path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(anonymous().body(POLICY).put(SCORING + "/policy").statusCode()).isEqualTo(401);
        assertThat(anonymous().post(SCORING + "/models").statusCode()).isEqualTo(401);
        assertThat(anonymous().post(SCORING + "/rescoring").statusCode()).isEqualTo(401);
    }
}
