package crm.leads.form;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.leads.testing.LeadsParts;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role at the forms; the public side is open to all and is {@link LeadFormTest}'s. */
@LeadsParts
class LeadFormAccessTest {

    private static final String FORMS = "/api/v1/lead-forms";
    private static final String FORM = "{\"name\":\"F\",\"fields\":[{\"name\":\"a\",\"label\":\"A\",\"required\":true,\"to\":\"email\"}]}";

    @Inject
    Pool pool;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "marketer,           200, 200, 201, 200",
        "marketing-manager,  200, 200, 201, 200",
        "crm-admin,          200, 200, 201, 200",
        "data-steward,       200, 200, 403, 403",
        "compliance-officer, 200, 200, 403, 403",
        "sales-rep,          200, 403, 403, 403",
        "sales-manager,      200, 403, 403, 403",
        "executive,          200, 403, 403, 403",
        "integration,        403, 403, 403, 403",
        "support-agent,      403, 403, 403, 403",
        "support-manager,    403, 403, 403, 403",
        "success-manager,    403, 403, 403, 403"})
    void eachRoleDoesWhatItMayAndNothingElse(String login, int sees, int seesSubmissions, int makes, int changes) {
        SoftAssertions all = new SoftAssertions();
        String form = FORMS + "/" + as("crm-admin").body(FORM).post(FORMS).then().statusCode(201).extract().path("id");
        all.assertThat(as(login).get(FORMS).statusCode()).as("lists").isEqualTo(sees);
        all.assertThat(as(login).get(form).statusCode()).as("reads").isEqualTo(sees);
        all.assertThat(as(login).get(form + "/history").statusCode()).as("history").isEqualTo(sees);
        all.assertThat(as(login).get(FORMS + "/summary").statusCode()).as("sums up").isEqualTo(sees);
        all.assertThat(as(login).accept("*/*").get(FORMS + "/export").statusCode()).as("exports").isEqualTo(sees);
        all.assertThat(as(login).get(form + "/submissions").statusCode()).as("submissions").isEqualTo(seesSubmissions);
        all.assertThat(as(login).body(FORM).post(FORMS).statusCode()).as("makes").isEqualTo(makes);
        all.assertThat(as(login).header("If-Match", "*").body("{\"title\":\"T\"}").patch(form).statusCode()).as("changes").isEqualTo(changes);
        all.assertThat(as(login).header("If-Match", "*").delete(form).statusCode()).as("archives").isEqualTo(changes);
        all.assertThat(as(login).post(form + "/restoration").statusCode()).as("restores").isEqualTo(changes);
        all.assertAll();
    }

    @Test
    void withoutATokenThereIsNothingAndWhatDoesNotExistIsNotFound() {
        String nothing = FORMS + "/" + UUID.randomUUID();
        assertThat(anonymous().get(FORMS).statusCode()).isEqualTo(401);
        assertThat(anonymous().get(nothing + "/submissions").statusCode()).isEqualTo(401);
        assertThat(anonymous().body(FORM).post(FORMS).statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").patch(nothing).statusCode()).isEqualTo(401);
        assertThat(as("marketer").get(nothing).statusCode()).isEqualTo(404);
        assertThat(as("marketer").get(nothing + "/submissions").statusCode()).isEqualTo(404);
    }

    @Test
    void whoKeepsUpWithChangesOfAFormDoesNotHearItsSecret() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            String form = as("crm-admin").body(FORM).post(FORMS).then().statusCode(201).extract().path("id");

            JsonNode told = events.await(UUID.fromString(form), "crm.leads.record-changed.v1").path("data");

            assertThat(told.path("recordType").asText()).isEqualTo("leadForm");
            assertThat(told.path("action").asText()).isEqualTo("CREATED");
            assertThat(told.at("/record/name").asText()).isEqualTo("F");
            assertThat(told.path("record").has("secret")).isFalse();
            String secret = pool.preparedQuery("select secret from lead_form where id = $1").execute(Tuple.of(UUID.fromString(form)))
                    .await().indefinitely().iterator().next().getString(0);
            assertThat(told.toString()).doesNotContain(secret);
        }
    }
}
