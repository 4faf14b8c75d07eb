package crm.leads.pool;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.look;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.contracts.leads.LeadEvents;
import crm.leads.testing.EventSchemas;
import crm.leads.testing.LeadsParts;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LeadsParts
class PoolTest {

    private static final String POOL = "/api/v1/assignment-rules/pool";

    @Inject
    PoolClock poolClock;

    @Inject
    Clock clock;

    @BeforeEach
    void nobodyHasClaimedAnything() {
        sql("delete from lead_claim");
        limits(20, 10, 14);
    }

    @Test
    void aLeadThatNobodyWorkedOnReturnsToThePoolOnceAndIsForOthersFirst() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
            sql("update lead set recycle_at = now() - interval '9 days' where id = ?", lead);

            atOnce(6, i -> look(() -> poolClock.lookAt(clock.instant())));

            JsonNode recycled = events.await(lead, LeadEvents.LEAD_RECYCLED);
            assertThat(EventSchemas.faults(LeadEvents.LEAD_RECYCLED, recycled)).isEmpty();
            assertThat(recycled.at("/data/previousOwner").asText()).isEqualTo("sales-rep");
            assertThat(recycled.at("/data/recycledCount").asInt()).isEqualTo(1);
            read(lead).then().body("status", equalTo("RECYCLED")).body("$", not(hasKey("owner"))).body("team", equalTo("sales-central"))
                    .body("recycledCount", equalTo(1)).body("previousOwner", equalTo("sales-rep")).body("version", equalTo(2))
                    .body("$", not(hasKey("recycleAt")));

            as("sales-rep").body("{}").post(at(lead, "claim")).then().statusCode(409).body("type", equalTo("urn:crm:problem:claim-locked"));
            as("sales-rep").body("{\"owner\":\"sales-rep\"}").post(at(lead, "assignment")).then().statusCode(409).body("type", equalTo("urn:crm:problem:claim-it"));
            as("sales-rep").header("If-Match", "*").body("{\"owner\":\"sales-rep\"}").patch(LEADS + "/" + lead).then().statusCode(409);
            as("sales-manager").body("{}").post(at(lead, "claim")).then().statusCode(200).body("owner", equalTo("sales-manager"))
                    .body("status", equalTo("ASSIGNED"));
            events.await(lead, LeadEvents.LEAD_ASSIGNED);
            assertThat(Collections.frequency(events.typesAbout(lead), "lead-recycled.v1")).isEqualTo(1);
        }
    }

    @Test
    void aLeadThatIsWorkedOnStays() {
        UUID lead = stored("sales-rep", "sales-central", "ASSIGNED");
        sql("update lead set recycle_at = now() + interval '9 days' where id = ?", lead);
        as("sales-rep").header("If-Match", "*").body("{\"status\":\"CONTACTED\"}").patch(LEADS + "/" + lead).then().statusCode(200)
                .body("$", not(hasKey("recycleAt")));
    }

    @Test
    void whoClaimsManyAtOnceGetsAsManyAsTheLimitSays() {
        limits(3, 100, 14);
        List<UUID> leads = pool(9);

        List<Integer> answers = atOnce(9, i -> as("sales-rep").body("{}").post(at(leads.get(i), "claim")).statusCode());

        assertThat(Collections.frequency(answers, 200)).isEqualTo(3);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(6);
    }

    @Test
    void aDayHasALimitOfItsOwnWhateverBecomesOfTheLeads() {
        limits(100, 2, 14);
        List<UUID> leads = pool(3);
        for (int i = 0; i < 2; i++) {
            as("sales-rep").body("{}").post(at(leads.get(i), "claim")).then().statusCode(200);
            as("sales-rep").body("{\"reason\":\"Wrong\"}").post(at(leads.get(i), "disqualification")).then().statusCode(200);
        }
        as("sales-rep").body("{}").post(at(leads.get(2), "claim")).then().statusCode(409).body("type", equalTo("urn:crm:problem:claim-limit")).body("today", equalTo(2));

        sql("update lead_claim set claimed_at = claimed_at - interval '2 days'");
        as("sales-rep").body("{}").post(at(leads.get(2), "claim")).then().statusCode(200);
    }

    @Test
    void ofManyWhoClaimOneLeadOneGetsIt() {
        UUID lead = pool(1).get(0);
        String[] people = {"sales-rep", "sales-manager", "sales-rep", "sales-manager"};

        List<Integer> answers = atOnce(4, i -> as(people[i]).body("{}").post(at(lead, "claim")).statusCode());

        assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        read(lead).then().body("version", equalTo(2));
    }

    @Test
    void aLeadThatWasPutOffWakesUpOnce() {
        UUID owned = asleep("sales-rep", "sales-central");
        UUID unowned = asleep(null, null);

        atOnce(4, i -> look(() -> poolClock.lookAt(clock.instant())));

        read(owned).then().body("status", equalTo("ASSIGNED")).body("owner", equalTo("sales-rep")).body("$", not(hasKey("wakeAt"))).body("version", equalTo(3));
        read(unowned).then().body("status", equalTo("NEW")).body("version", equalTo(3));
        as("crm-admin").header("If-Match", "*").body("{\"wakeAt\":\"2030-01-01T00:00:00Z\"}").patch(LEADS + "/" + owned).then().statusCode(422);
    }

    private static UUID asleep(String owner, String team) {
        UUID lead = stored(owner, team, "CONTACTED");
        as("crm-admin").header("If-Match", "*").body("{\"status\":\"NURTURING\",\"wakeAt\":\"2030-01-01T00:00:00Z\"}").patch(LEADS + "/" + lead).then()
                .statusCode(200).body("wakeAt", equalTo("2030-01-01T00:00:00Z"));
        sql("update lead set wake_at = now() - interval '1 day' where id = ?", lead);
        return lead;
    }

    private static List<UUID> pool(int leads) {
        return Stream.generate(() -> stored(null, "sales-central", "RECYCLED")).limit(leads).toList();
    }

    private static void limits(int open, int perDay, int lockDays) {
        as("crm-admin").header("If-Match", "*").body("{\"openClaims\":%d,\"claimsPerDay\":%d,\"lockDays\":%d}".formatted(open, perDay, lockDays)).put(POOL)
                .then().statusCode(200);
    }
}
