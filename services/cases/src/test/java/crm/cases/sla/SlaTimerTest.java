package crm.cases.sla;

import static crm.cases.testing.TestCases.act;
import static crm.cases.testing.TestCases.execute;
import static crm.cases.testing.TestCases.id;
import static crm.cases.testing.TestCases.json;
import static crm.cases.testing.TestCases.opened;
import static crm.cases.testing.TestCases.patch;
import static crm.cases.testing.TestCases.read;
import static crm.cases.testing.TestCases.rows;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import crm.chassis.testing.PublishedEvents;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CasesParts
class SlaTimerTest {

    private static final String POLICIES = "/api/v1/sla-policies";
    private static final String BREACHED = "crm.cases.sla-breached.v1";

    @Inject
    SlaTimer timer;

    @Test
    void aBrokenPromiseIsToldOnceWhoeverSweepsMeanwhile() throws Exception {
        List<UUID> late = new ArrayList<>();
        String account = tieredAccount("tier-" + UUID.randomUUID(), "\"escalation\":{\"level1Minutes\":525600}");
        try (PublishedEvents events = PublishedEvents.hear()) {
            for (int i = 0; i < 20; i++) {
                late.add(id(opened("support-agent", ",\"accountId\":\"" + account + "\"")));
            }
            // all become due at one moment, as after the service was down
            assertThat(execute("update support_case set response_due_at = now() - interval '2 hours', resolve_due_at = now() - interval '1 hour',"
                    + " next_due_at = now() - interval '2 hours' where id = any(?::uuid[])", "{" + String.join(",", late.stream().map(UUID::toString).toList()) + "}"))
                    .isEqualTo(20);
            List<Thread> sweeps = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sweeps.add(new Thread(this::sweep));
            }
            sweeps.forEach(Thread::start);
            for (Thread sweep : sweeps) {
                sweep.join();
            }
            sweep();
            for (UUID id : late) {
                await().until(() -> events.of(id, BREACHED).size() >= 2);
                assertThat(events.of(id, BREACHED)).extracting(event -> event.at("/data/milestone").asText()).containsExactlyInAnyOrder("RESPONSE", "RESOLUTION");
                JsonNode record = read(id);
                assertThat(record.path("breaches")).extracting(JsonNode::asText).containsExactly("RESPONSE", "RESOLUTION");
                assertThat(record.path("version").asInt()).as("changed once").isEqualTo(2);
                assertThat(rows("select milestone from sla_breach where case_id = ? order by 1", id)).containsExactly("RESOLUTION", "RESPONSE");
                JsonNode told = events.of(id, BREACHED).get(0).path("data");
                assertThat(told.path("number")).isEqualTo(record.path("number"));
                assertThat(told.path("priority").asText()).isEqualTo("NORMAL");
                assertThat(told.path("owner").asText()).isEqualTo("support-agent");
                assertThat(Instant.parse(told.path("dueAt").asText())).isBefore(Instant.parse(told.path("breachedAt").asText()));
            }
        }
    }

    @Test
    void theClockStrikesByItselfAndTheLadderIsClimbed() throws Exception {
        String account = tieredAccount("tier-" + UUID.randomUUID(),
                "\"escalation\":{\"level1Minutes\":0,\"level2Minutes\":30,\"level2Team\":\"support\",\"level3Minutes\":600}");
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID id = id(opened("support-agent", ",\"accountId\":\"" + account + "\""));
            execute("update support_case set resolve_due_at = now() - interval '1 hour', next_due_at = now() where id = ?", id);
            JsonNode told = events.await(id, "crm.cases.case-escalated.v1").path("data");
            assertThat(told.path("level").asInt()).isEqualTo(2);
            JsonNode record = read(id);
            assertThat(record.path("escalationLevel").asInt()).isEqualTo(2);
            assertThat(record.path("team").asText()).isEqualTo("support");
            assertThat(record.has("owner")).isFalse();
            assertThat(Instant.parse(record.path("nextDueAt").asText())).as("the answer is due next, or the third step").isAfter(Instant.now());
        }
    }

    @Test
    void aTeamThatIsGoneStopsNoClock() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID id = id(opened("support-agent", ""));
            execute("update support_case set sla_terms = jsonb_set(sla_terms, '{escalation,level1Team}', '\"gone\"'),"
                    + " resolve_due_at = now() - interval '1 minute', next_due_at = now() where id = ?", id);
            assertThat(events.await(id, "crm.cases.case-escalated.v1").at("/data/level").asInt()).isEqualTo(1);
            assertThat(events.await(id, BREACHED).at("/data/milestone").asText()).isEqualTo("RESOLUTION");
            assertThat(read(id).path("team").asText()).isEqualTo("support");
        }
    }

    @Test
    void whatWasLateCountsEvenIfNoTimerSawItAndWhatWasInTimeNever() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID late = id(opened("support-agent", ""));
            UUID early = id(opened("support-agent", ""));
            execute("update support_case set resolve_due_at = now() - interval '1 minute', next_due_at = null where id = ?", late);
            act("support-agent", late, "resolution", "{\"resolution\":\"Done\"}");
            act("support-agent", early, "resolution", "{\"resolution\":\"Done\"}");
            assertThat(read(late).path("breaches")).extracting(JsonNode::asText).containsExactly("RESOLUTION");
            assertThat(events.await(late, BREACHED).at("/data/milestone").asText()).isEqualTo("RESOLUTION");
            execute("update support_case set resolve_due_at = now() - interval '1 minute' where id = ?", early);
            sweep();
            assertThat(read(early).path("breaches").size()).isZero();
        }
    }

    @Test
    void aTierHasItsOwnPolicyAndAChangeOfItMovesNoPromise() {
        String tier = "tier-" + UUID.randomUUID();
        String account = tieredAccount(tier, "\"responseMinutes\":{\"normal\":90},\"resolveMinutes\":{\"normal\":600}");
        JsonNode record = opened("support-agent", ",\"accountId\":\"" + account + "\"");
        Instant created = Instant.parse(record.path("createdAt").asText());
        assertThat(Instant.parse(record.path("responseDueAt").asText())).isEqualTo(created.plusSeconds(90 * 60));
        assertThat(Instant.parse(record.path("resolveDueAt").asText())).isEqualTo(created.plusSeconds(600 * 60));
        String policy = record.path("slaPolicyId").asText();
        assertThat(as("support-manager").header("If-Match", "*").body("{\"responseMinutes\":{\"normal\":1}}").patch(POLICIES + "/" + policy).statusCode()).isEqualTo(200);
        JsonNode urgentAndBack = json(patch("support-agent", id(record), "{\"priority\":\"URGENT\"}"));
        assertThat(urgentAndBack.has("responseDueAt")).as("nothing is promised for urgent cases").isFalse();
        assertThat(json(patch("support-agent", id(record), "{\"priority\":\"NORMAL\"}")).path("responseDueAt")).isEqualTo(record.path("responseDueAt"));
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        refused(422, "{\"name\":\"x\",\"businessHours\":{\"monday\":\"17:00-09:00\"}}");
        refused(422, "{\"name\":\"x\",\"businessHours\":{\"timeZone\":\"Mars/Olympus\"}}");
        refused(422, "{\"name\":\"x\",\"holidays\":[\"Christmas\"]}");
        refused(422, "{\"name\":\"x\",\"resolveMinutes\":{\"high\":0}}");
        refused(422, "{\"name\":\"x\",\"escalation\":{\"level2Minutes\":10}}");
        refused(422, "{\"name\":\"x\",\"escalation\":{\"level1Minutes\":10,\"level1Team\":\"nobody-here\"}}");
        refused(400, "{\"name\":\"x\",\"speed\":1}");
        String tier = "tier-" + UUID.randomUUID();
        tieredAccount(tier, "\"responseMinutes\":{}");
        refused(409, "{\"name\":\"x\",\"accountTier\":\"" + tier + "\"}");
        assertThat(as("support-manager").header("If-Match", "*").delete(POLICIES + "/" + SlaPolicies.DEFAULT).statusCode()).isEqualTo(409);
        Response list = as("support-agent").queryParam("filter", "resolveMinutes.high=ge=960;active==true").get(POLICIES);
        assertThat(list.jsonPath().getList("items.name", String.class)).as(list.asString()).contains("Standard");
    }

    private static void refused(int status, String body) {
        Response response = as("support-manager").body(body).post(POLICIES);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    }

    /** An account of a tier with a policy of its own: always open, promises 60 and 120 minutes unless told otherwise. */
    private static String tieredAccount(String tier, String policy) {
        String minutes = policy.contains("Minutes\":{") && !policy.contains("escalation") ? ""
                : "\"responseMinutes\":{\"normal\":1200},\"resolveMinutes\":{\"normal\":2400},";
        Response created = as("support-manager").body("{\"name\":\"" + tier + "\",\"accountTier\":\"" + tier + "\"," + minutes + policy + "}").post(POLICIES);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return TestCases.account(",\"customFields\":{\"tier\":\"" + tier.toUpperCase() + "\"}").toString();
    }

    private void sweep() {
        try {
            VertxContextSupport.subscribeAndAwait(timer::sweep);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
