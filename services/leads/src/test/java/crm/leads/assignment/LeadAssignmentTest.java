package crm.leads.assignment;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.leads.testing.LeadsParts;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@LeadsParts
class LeadAssignmentTest {

    @Test
    void aRepTakesALeadThatNobodyOwnsAndThatIsTold() throws Exception {
        UUID lead = stored(null, null, "NEW");
        try (PublishedEvents events = PublishedEvents.hear()) {
            as("sales-rep").body("{\"owner\":\"sales-rep\"}").post(at(lead, "assignment")).then().statusCode(200)
                    .body("owner", equalTo("sales-rep"))
                    .body("team", equalTo("sales-central"))
                    .body("status", equalTo("ASSIGNED"))
                    .body("$", hasKey("assignedAt"));

            JsonNode told = events.await(lead, "crm.leads.lead-assigned.v1");
            assertThat(told.path("data").path("owner").asText()).isEqualTo("sales-rep");
            assertThat(told.path("data").has("previousOwner")).isFalse();
            assertThat(events.typesAbout(lead)).containsExactly("lead-changed.v1", "lead-assigned.v1");
        }
    }

    @Test
    void aRepGivesALeadBackToTheTeam() {
        UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");

        as("sales-rep").body("{\"owner\":null}").post(at(lead, "assignment")).then().statusCode(200)
                .body("$", not(hasKey("owner")))
                .body("team", equalTo("sales-central"))
                .body("status", equalTo("ASSIGNED"));
        as("sales-rep").body("{\"owner\":\"sales-rep\"}").post(at(lead, "assignment")).then().statusCode(200).body("owner", equalTo("sales-rep"));
    }

    /** Who may give a lead of whom to whom. Owner and team before; the wish; the answer. */
    @ParameterizedTest(name = "{0}: {1} of {2} gets {3}: {4}")
    @CsvSource(nullValues = "-", delimiter = '|', value = {
        "sales-rep | sales-rep | sales-central | {'owner':'sales-rep-2'} | 403",
        "sales-rep | sales-rep | sales-central | {'team':'sales-east'} | 403",
        "sales-rep | - | sales-central | {'owner':'sales-rep'} | 200",
        "sales-rep | - | - | {'owner':'sales-manager'} | 403",
        "sales-rep | - | sales-east | {'owner':'sales-rep'} | 404",
        "sales-rep-2 | sales-rep | sales-central | {'owner':'sales-rep-2'} | 404",
        "sales-manager | sales-rep | sales-central | {'owner':'sales-rep-2'} | 200",
        "sales-manager | sales-rep | sales-central | {'team':'sales-west'} | 200",
        "sales-manager | sales-rep | sales-central | {'owner':'sales-manager'} | 200",
        "sales-manager | - | - | {'owner':'sales-rep'} | 200",
        "sales-manager | sales-rep | sales-central | {'owner':'marketer'} | 403",
        "sales-manager | sales-rep | sales-central | {'team':'marketing'} | 403",
        "sales-manager | marketer | marketing | {'owner':'sales-rep'} | 404",
        "marketer | - | - | {'owner':'marketer'} | 200",
        "marketer | - | - | {'team':'sales-east'} | 200",
        "marketer | marketer | marketing | {'team':'sales-east'} | 200",
        "marketer | - | - | {'owner':'sales-rep'} | 403",
        "marketer | sales-rep | sales-central | {'owner':'marketer'} | 403",
        "marketing-manager | sales-rep | sales-central | {'owner':'marketer'} | 200",
        "crm-admin | marketer | marketing | {'team':'sales-west'} | 200",
        "integration | - | - | {'owner':'sales-rep-2'} | 200",
        "data-steward | sales-rep | sales-central | {'owner':'sales-rep-2'} | 403",
        "executive | sales-rep | sales-central | {'owner':'sales-rep-2'} | 403",
        "support-agent | sales-rep | sales-central | {'owner':'sales-rep-2'} | 403"})
    void aLeadIsGivenOnlyByThoseWhoMay(String caller, String owner, String team, String wish, int status) {
        UUID byAct = stored(owner, team, "NEW");
        UUID byHand = stored(owner, team, "NEW");
        String body = wish.replace('\'', '"');

        as(caller).body(body).post(at(byAct, "assignment")).then().statusCode(status);
        String patch = body.contains("team") ? body.replace("{", "{\"owner\":null,") : body;
        as(caller).header("If-Match", "*").body(patch).patch(LEADS + "/" + byHand).then().statusCode(status);
    }

    @Test
    void nobodyIsAssignedWhoDoesNotExistOrDoesNotWorkWithLeads() {
        UUID lead = stored(null, null, "NEW");

        as("crm-admin").body("{\"owner\":\"nobody-knows\"}").post(at(lead, "assignment")).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/owner"));
        as("crm-admin").body("{\"owner\":\"support-agent\"}").post(at(lead, "assignment")).then().statusCode(422)
                .body("errors[0].detail", equalTo("This person does not work with leads."));
        as("crm-admin").body("{\"team\":\"moon-base\"}").post(at(lead, "assignment")).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/team"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"owner\":\"sales-rep\",\"team\":\"sales-east\"}"})
    void anAssignmentNamesEitherAnOwnerOrATeam(String body) {
        as("crm-admin").body(body).post(at(stored(null, null, "NEW"), "assignment")).then().statusCode(422);
    }

    @ParameterizedTest
    @CsvSource({"NEW,ASSIGNED", "RECYCLED,ASSIGNED", "CONTACTED,CONTACTED", "QUALIFIED,QUALIFIED", "JUNK,JUNK"})
    void onlyALeadThatWaitsBecomesAssigned(String before, String after) {
        as("crm-admin").body("{\"owner\":\"sales-rep\"}").post(at(stored(null, null, before), "assignment")).then().statusCode(200)
                .body("status", equalTo(after));
    }
}
