package crm.opportunities.quota;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class QuotasTest {

    @Inject
    Pool pool;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void aQuotaIsReachedByWhatIsWonAndCoveredByWhatIsOpenInItsPeriod() {
        String place = unique("North");
        won("sales-rep", "2051-02-01", ",\"amount\":60");
        won("sales-rep", "2051-04-01", ",\"amount\":1000");
        open("sales-rep", "2051-03-31", ",\"amount\":100,\"territory\":\"" + place + "\"");
        open("sales-rep", "2051-03-01", ",\"amount\":100,\"currency\":\"EUR\"");
        open("sales-rep", "2051-03-01", ",\"amount\":5000,\"forecastCategory\":\"OMITTED\"");
        won("sales-rep-2", "2051-03-01", ",\"amount\":40,\"territory\":\"" + place + "\"");
        quota("sales-manager", "2051-Q1", ",\"owner\":\"sales-rep\",\"target\":200");
        quota("sales-manager", "2051-Q1", ",\"team\":\"sales\",\"target\":100,\"currency\":\"EUR\"");
        quota("sales-manager", "2051-Q1", ",\"team\":\"sales\",\"target\":4,\"measure\":\"DEALS\"");
        quota("sales-manager", "2051-Q1", ",\"territory\":\"" + place + "\",\"target\":40");

        JsonNode items = attainment("sales-manager", "2051-Q1");

        assertThat(items).extracting(QuotasTest::shown).containsExactly(
                "sales-rep sales-central  REVENUE 200: 60 won, 0.3, gap 140, 210 open, 1.5",
                "sales  DEALS 4: 2 won, 0.5, gap 2, 2 open, 1",
                "sales  REVENUE 110: 100 won, 0.9091, gap 10, 210 open, 21",
                place + " REVENUE 40: 40 won, 1, gap 0, 100 open,");
        for (JsonNode item : items) {
            boolean deals = item.path("measure").asText().equals("DEALS");
            for (String figure : new String[] {"won", "open"}) {
                JsonNode sum = json(Callers.as("sales-manager").queryParam("filter", item.path(figure + "Filter").asText())
                        .queryParam("measures", "count,sum(amount)").get("/api/v1/opportunities/summary")).at("/items/0");
                assertThat(item.path(figure).decimalValue()).as(item.path(figure + "Filter").asText())
                        .isEqualByComparingTo(deals ? sum.path("count").decimalValue() : sum.path("sum(amount)").decimalValue());
            }
        }
        assertThat(attainment("sales-rep-2", "2051-Q1")).extracting(QuotasTest::shown)
                .containsExactly(place + " REVENUE 40: 40 won, 1, gap 0, 0 open,");
    }

    @Test
    void aQuotaThatIsSetIsTold() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode quota = quota("sales-manager", "2052-10", ",\"owner\":\"sales-rep\",\"target\":100,\"currency\":\"EUR\"");
            patched("sales-manager", "quotas", quota, "{\"target\":200.5}");

            var told = events.await(quota.path("id").asText(), 4).stream()
                    .filter(event -> event.path("type").asText().equals("crm.opportunities.quota-set.v1")).toList();

            assertThat(told).extracting(event -> event.path("recordversion").asInt() + " " + event.at("/data/target").decimalValue().toPlainString() + " "
                    + event.at("/data/targetBase").decimalValue().toPlainString()).containsExactly("1 100 110", "2 200.5 220.55");
            assertThat(told.get(0).at("/data/team").asText()).isEqualTo("sales-central");
        }
        assertThat(post("sales-manager", "{\"period\":\"2052-10\",\"owner\":\"sales-rep\",\"target\":1}").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"period":"2053-Q9","owner":"sales-rep","target":1}                  | 422
            {"period":"2053-Q1","target":1}                                      | 422
            {"period":"2053-Q1","owner":"sales-rep","territory":"N","target":1}  | 422
            {"period":"2053-Q1","owner":"sales-rep","target":-1}                 | 422
            {"period":"2053-Q1","owner":"sales-rep"}                             | 422
            {"period":"2053-Q1","team":"sales","target":1,"currency":"XXX"}      | 422
            {"period":"2053-Q1","team":"support","target":1}                     | 403
            """)
    void whatMakesNoSenseIsRefused(String body, int status) {
        assertThat(post("sales-manager", body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # role,             reads, sets one of the east, changes it
            sales-manager,      200, 201, 200
            crm-admin,          200, 201, 200
            sales-rep,          200, 403, 404
            sales-rep-2,        200, 403, 403
            executive,          200, 403, 403
            data-steward,       200, 403, 403
            compliance-officer, 200, 403, 403
            marketer,           403, 403, 403
            marketing-manager,  403, 403, 403
            success-manager,    403, 403, 403
            support-agent,      403, 403, 403
            support-manager,    403, 403, 403
            integration,        403, 403, 403
            """)
    void eachRoleDoesWhatItsWorkIs(String login, int reads, int sets, int changes) {
        JsonNode quota = quota("crm-admin", "2054-Q1", ",\"team\":\"sales-east\",\"territory\":\"" + unique("T") + "\",\"target\":1");

        assertThat(Callers.as(login).get("/api/v1/quotas").statusCode()).isEqualTo(reads);
        assertThat(Callers.as(login).queryParam("period", "2054-Q1").get("/api/v1/quotas/attainment").statusCode()).isEqualTo(reads);
        assertThat(post(login, "{\"period\":\"2054-Q1\",\"team\":\"sales-east\",\"territory\":\"" + unique("T") + "\",\"target\":1}").statusCode()).isEqualTo(sets);
        assertThat(patched(login, "quotas", quota, "{\"target\":2}").statusCode()).isEqualTo(changes);
        assertThat(Callers.anonymous().get("/api/v1/quotas").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().get("/api/v1/quotas/attainment").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/quotas").statusCode()).isEqualTo(401);
    }

    private static String shown(JsonNode item) {
        String whose = item.path("owner").asText() + " " + item.path("team").asText() + " " + item.path("territory").asText();
        return (whose + " " + item.path("measure").asText() + " " + item.path("targetBase").decimalValue() + ": " + item.path("won").decimalValue()
                + " won, " + item.path("attainment").asText() + ", gap " + item.path("gap").decimalValue() + ", " + item.path("open").decimalValue()
                + " open, " + item.path("coverage").asText()).strip();
    }

    private static JsonNode attainment(String login, String period) {
        Response answer = Callers.as(login).queryParam("period", period).get("/api/v1/quotas/attainment");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer).path("items");
    }

    private static JsonNode quota(String login, String period, String more) {
        return created(login, "quotas", "{\"period\":\"" + period + "\"" + more + "}");
    }

    private static Response post(String login, String body) {
        return Callers.as(login).body(body).post("/api/v1/quotas");
    }

    private static void open(String login, String day, String more) {
        Given.opportunity(login, ",\"closeDate\":\"" + day + "\"" + more);
    }

    private void won(String login, String day, String more) {
        JsonNode deal = Given.opportunity(login, ",\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"" + more);
        pool.preparedQuery("update opportunity set closed_at = ($2::text || 'T12:00:00Z')::timestamptz where id = $1")
                .execute(Tuple.of(UUID.fromString(deal.path("id").asText()), day)).await().atMost(Duration.ofSeconds(20));
    }
}
