package crm.cases.health;

import static crm.cases.testing.TestCases.act;
import static crm.cases.testing.TestCases.execute;
import static crm.cases.testing.TestCases.id;
import static crm.cases.testing.TestCases.json;
import static crm.cases.testing.TestCases.opened;
import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import crm.chassis.testing.PublishedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CasesParts
class HealthTest {

    private static final String HEALTH = "/api/v1/health";
    private static final String CHANGED = "crm.cases.health-changed.v1";

    @Inject
    MeterRegistry meters;

    @Test
    void itFallsWithWhatGoesWrongAndRecoversWhenItIsSolved() throws Exception {
        UUID account = TestCases.account(",\"type\":\"CUSTOMER\",\"renewalDate\":\"" + LocalDate.now(ZoneOffset.UTC).plusDays(45) + "\",\"arr\":1200.5,\"currency\":\"EUR\"");
        try (PublishedEvents events = PublishedEvents.hear()) {
            awaitScore(account, 100, "GREEN");
            UUID id = id(opened("support-agent", ",\"accountId\":\"" + account + "\",\"priority\":\"URGENT\""));
            // 40 + 20 + 15 of weight: the case costs 40 of 100 in 53 %, the renewal in 45 of 90 days half of 20 %
            JsonNode worse = awaitScore(account, 69, "YELLOW");
            assertThat(worse.path("trend").asText()).isEqualTo("DOWN");
            assertThat(worse.path("previousScore").asInt()).isEqualTo(100);
            assertThat(worse.path("factors")).extracting(factor -> factor.path("name").asText() + " " + factor.path("weight") + " " + factor.path("value")
                            + " " + factor.path("effect") + " " + factor.path("evidence").asText())
                    .containsExactly("openCases 53 60 -21 1 open: 1 URGENT", "slaBreaches 27 100 0 0 in 90 days",
                            "renewal 20 50 -10 in 45 days, on " + LocalDate.now(ZoneOffset.UTC).plusDays(45) + ", at risk");
            execute("update support_case set resolve_due_at = now() - interval '1 minute', next_due_at = now() where id = ?", id);
            await().atMost(Duration.ofSeconds(10)).until(() -> health(account).path("score").asInt() < 69);
            act("support-agent", id, "resolution", "{\"resolution\":\"Done\"}");
            await().until(() -> health(account).at("/factors/0/evidence").asText().equals("none open"));
            String link = act("support-agent", id, "survey", "{}").path("link").asText();
            assertThat(anonymous().body("{\"score\":5}").post(link.replaceAll("^.*/api", "/api")).statusCode()).isEqualTo(204);
            JsonNode better = awaitScore(account, 88, "GREEN");
            assertThat(better.path("factors")).extracting(factor -> factor.path("evidence").asText()).contains("5.0 of 5 from 1 in 180 days", "1 in 90 days");

            await().until(() -> events.of(account, CHANGED).stream().anyMatch(event -> event.at("/data/score").asInt() == 88));
            int toldSoFar = events.of(account, CHANGED).size();
            TestCases.renamed(account, "Acme & Sons");
            await().until(() -> health(account).path("accountName").asText().equals("Acme & Sons"));
            assertThat(health(account).path("version").asLong()).isGreaterThan(better.path("version").asLong());
            await().during(Duration.ofSeconds(1)).until(() -> events.of(account, CHANGED).size() == toldSoFar);

            JsonNode told = events.of(account, CHANGED).get(1).path("data");
            assertThat(told.path("score").asInt()).isEqualTo(69);
            assertThat(told.path("previousBand").asText()).isEqualTo("GREEN");
            assertThat(told.path("factors").size()).isEqualTo(3);
            List<JsonNode> all = events.of(account, CHANGED);
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i).at("/data/score")).as("told only when it is another one").isNotEqualTo(all.get(i - 1).at("/data/score"));
                assertThat(all.get(i).path("recordversion").asLong()).isGreaterThan(all.get(i - 1).path("recordversion").asLong());
            }
            List<Integer> scores = as("executive").get(HEALTH + "/" + account + "/history").jsonPath().getList("items.score", Integer.class);
            assertThat(scores).hasSize(all.size()).startsWith(88).endsWith(69, 100);
        }
    }

    @Test
    void itIsKnownWithinFiveSecondsAndManyEventsCostFewCalculations() {
        UUID account = TestCases.account(",\"type\":\"CUSTOMER\"");
        awaitScore(account, 100, "GREEN");
        double before = calculations();
        long start = System.nanoTime();
        List<UUID> opened = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            opened.add(id(opened("support-agent", ",\"accountId\":\"" + account + "\",\"priority\":\"LOW\"")));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> health(account).at("/factors/0/evidence").asText().equals("30 open: 30 LOW"));
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(calculations() - before).as("calculations for 30 events in %s s", seconds).isLessThan(seconds + 6);
    }

    @Test
    void ofWhoNeverBoughtOrAskedNothingIsCalculated() {
        UUID prospect = TestCases.account(",\"type\":\"PROSPECT\"");
        await().until(() -> TestCases.rows("select 1 from health_due where account_id = ?", prospect).isEmpty());
        assertThat(as("support-agent").get(HEALTH + "/" + prospect).statusCode()).isEqualTo(404);
        UUID customer = TestCases.account(",\"type\":\"CUSTOMER\",\"name\":\"Findable " + UUID.randomUUID() + "\"");
        awaitScore(customer, 100, "GREEN");
        assertThat(as("marketer").queryParam("filter", "accountId==" + customer + ";band==GREEN;score=ge=90").queryParam("sort", "-score").get(HEALTH)
                .jsonPath().getList("items.accountId", String.class)).containsExactly(customer.toString());
    }

    private double calculations() {
        return meters.get("crm.health.calculations").counter().count();
    }

    private static JsonNode awaitScore(UUID account, int score, String band) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> health(account),
                health -> health.path("score").asInt(-1) == score && health.path("band").asText().equals(band));
    }

    private static JsonNode health(UUID account) {
        return json(as("success-manager").get(HEALTH + "/" + account));
    }
}
