package crm.opportunities.opportunity;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test has a currency of its own. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ExchangeRatesTest {

    @Inject
    FollowRates followRates;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void aDealIsWorthWhatTheRateOfItsCloseDateSays() {
        rate("BRL", "2030-01-01", "0.2");
        rate("BRL", "2030-02-01", "0.25");

        assertThat(base(deal("BRL", "2030-01-31"))).isEqualByComparingTo("200");
        assertThat(base(deal("BRL", "2030-02-01"))).isEqualByComparingTo("250");
        assertThat(base(deal("BRL", "2035-01-01"))).isEqualByComparingTo("250");
        assertThat(base(deal("BRL", "2020-01-01"))).as("before the first, and none is configured").isEqualByComparingTo("200");
        JsonNode moved = json(patched("sales-rep", "opportunities", deal("BRL", "2030-01-31"), "{\"closeDate\":\"2030-02-02\"}"));
        assertThat(base(moved)).isEqualByComparingTo("250");
    }

    @Test
    void aRateThatIsAddedOrChangedMovesWhatIsOpenAndLeavesWhatIsClosed() throws Exception {
        JsonNode rate = rate("MXN", "2031-01-01", "0.05");
        JsonNode open = deal("MXN", "2031-03-01");
        JsonNode before = deal("MXN", "2031-02-28");
        JsonNode closed = deal("MXN", "2031-03-01");
        Callers.as("sales-rep").body("{\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"}")
                .post("/api/v1/opportunities/" + closed.path("id").asText() + "/stage").then().statusCode(200);
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode march = rate("MXN", "2031-03-01", "0.06123457");
            follow();

            becomes(open, "61.2346");
            assertThat(base(read("sales-rep", "opportunities", before))).isEqualByComparingTo("50");
            await().until(() -> !changed(events, open).isEmpty());
            JsonNode told = changed(events, open).get(0);
            assertThat(told.path("recordversion").asInt()).isEqualTo(2);
            assertThat(told.at("/data/changes")).extracting(change -> change.path("field").asText()).containsExactlyInAnyOrder("exchangeRate", "amountBase");

            patched("crm-admin", "exchange-rates", rate, "{\"rate\":0.04}").then().statusCode(200);
            follow();
            becomes(before, "40");
            assertThat(base(read("sales-rep", "opportunities", open))).isEqualByComparingTo("61.2346");
            Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/exchange-rates/" + march.path("id").asText()).then().statusCode(200);
            follow();
            becomes(open, "40");
            assertThat(base(read("sales-rep", "opportunities", closed))).isEqualByComparingTo("50");
        }
    }

    @Test
    void manyDealsFollowOnceWithSeveralThatLook() throws Exception {
        rate("TRY", "2032-01-01", "0.03");
        String account = Given.account("integration", Given.unique("Many")).path("id").asText();
        List<String> operations = new ArrayList<>();
        for (int i = 1; i <= 230; i++) {
            operations.add("{\"op\":\"create\",\"record\":{\"name\":\"Many " + i + "\",\"accountId\":\"" + account + "\",\"currency\":\"TRY\",\"amount\":" + i + "}}");
        }
        Response bulk = Callers.as("sales-rep").body("{\"operations\":[" + String.join(",", operations) + "]}").post("/api/v1/opportunities/bulk");
        assertThat(bulk.statusCode()).as(bulk.asString()).isEqualTo(200);
        rate("TRY", "2020-01-01", "0.5");

        CompletableFuture<Void> other = CompletableFuture.runAsync(this::follow);
        follow();
        other.join();
        follow();

        await().untilAsserted(() -> assertThat(sum("accountId==" + account)).isEqualTo("230 13282.5"));
        assertThat(sum("accountId==" + account + ";version==2")).isEqualTo("230 13282.5");
    }

    @Test
    void aForecastInSeveralCurrenciesIsTheSumOfItsPartsBeforeAndAfterARateChanges() {
        rate("ZAR", "2033-01-01", "0.0555");
        rate("HUF", "2033-01-01", "0.00277");
        forecastOf("sales-rep", "ZAR", "1000.01");
        forecastOf("sales-rep-2", "ZAR", "77.77");
        forecastOf("sales-rep-2", "HUF", "99999.99");
        forecastOf("sales-rep", "USD", "12.34");
        BigDecimal before = sumsOfParts();
        assertThat(before).isEqualByComparingTo("349.1568");

        rate("HUF", "2033-02-01", "0.0031");
        rate("ZAR", "2033-01-15", "0.0601");
        follow();

        await().untilAsserted(() -> assertThat(sumsOfParts()).isEqualByComparingTo("387.1146"));
    }

    private static String sum(String filter) {
        JsonNode sums = json(Callers.as("sales-rep").queryParam("filter", filter).queryParam("measures", "count,sum(amount)")
                .get("/api/v1/opportunities/summary")).at("/items/0");
        return sums.path("count").asInt() + " " + sums.path("sum(amount)").decimalValue().stripTrailingZeros().toPlainString();
    }

    /** What the company's open pipeline of a quarter is, once it was compared at every level. */
    private BigDecimal sumsOfParts() {
        JsonNode company = json(Callers.as("executive").get("/api/v1/forecasts/2033-Q1")).path("forecast");
        compare(company);
        JsonNode listed = json(Callers.as("executive").queryParam("filter", "closeDate=ge=2033-01-01;closeDate=lt=2033-04-01;outcome==OPEN")
                .queryParam("measures", "sum(amount)").get("/api/v1/opportunities/summary"));
        BigDecimal base = company.at("/categories/PIPELINE/base").decimalValue();
        assertThat(listed.at("/items/0/sum(amount)").decimalValue()).isEqualByComparingTo(base);
        return base;
    }

    private static void compare(JsonNode node) {
        if (node.path("parts").isEmpty()) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode part : node.path("parts")) {
            compare(part);
            sum = sum.add(part.at("/categories/PIPELINE/base").isMissingNode() ? BigDecimal.ZERO : part.at("/categories/PIPELINE/base").decimalValue());
        }
        assertThat(node.at("/categories/PIPELINE/base").decimalValue()).as(node.path("name").asText()).isEqualByComparingTo(sum);
    }

    private static void forecastOf(String login, String currency, String amount) {
        opportunity(login, ",\"closeDate\":\"2033-02-10\",\"currency\":\"" + currency + "\",\"amount\":" + amount);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"currency":"USD","day":"2030-01-01","rate":1}             | 422 | /currency
            {"currency":"QQQ","day":"2030-01-01","rate":1}             | 422 | /currency
            {"currency":"CZK","day":"2030-01-01","rate":0}             | 422 | /rate
            {"currency":"CZK","day":"2030-01-01","rate":0.123456789}   | 422 | /rate
            {"currency":"CZK","rate":0.1}                              | 422 | /day
            {"currency":"CZK","day":"2030-01-01"}                      | 422 | /rate
            """)
    void whatMakesNoSenseIsRefused(String body, int status, String pointer) {
        Response refused = Callers.as("crm-admin").body(body).post("/api/v1/exchange-rates");

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            crm-admin,          201, 200, 2040-01-01
            integration,        201, 200, 2040-01-02
            sales-manager,      403, 403, 2040-01-03
            sales-rep,          403, 403, 2040-01-04
            sales-rep-2,        403, 403, 2040-01-05
            success-manager,    403, 403, 2040-01-06
            marketer,           403, 403, 2040-01-07
            marketing-manager,  403, 403, 2040-01-08
            support-agent,      403, 403, 2040-01-09
            support-manager,    403, 403, 2040-01-10
            data-steward,       403, 403, 2040-01-11
            compliance-officer, 403, 403, 2040-01-12
            executive,          403, 403, 2040-01-13
            """)
    void everybodyReadsRatesAndTheAdminWritesThem(String login, int sets, int changes, String day) {
        JsonNode rate = rate("THB", "1" + day.substring(1), "0.03");

        assertThat(Callers.as(login).get("/api/v1/exchange-rates/" + rate.path("id").asText()).statusCode()).isEqualTo(200);
        assertThat(Callers.as(login).queryParam("filter", "currency==THB").get("/api/v1/exchange-rates").statusCode()).isEqualTo(200);
        assertThat(Callers.as(login).body("{\"currency\":\"THB\",\"day\":\"" + day + "\",\"rate\":0.03}").post("/api/v1/exchange-rates").statusCode()).isEqualTo(sets);
        assertThat(patched(login, "exchange-rates", rate, "{\"rate\":0.04}").statusCode()).isEqualTo(changes);
        assertThat(Callers.as("crm-admin").body("{\"currency\":\"THB\",\"day\":\"1" + day.substring(1) + "\",\"rate\":0.03}").post("/api/v1/exchange-rates").statusCode())
                .isEqualTo(409);
        assertThat(Callers.anonymous().get("/api/v1/exchange-rates").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/exchange-rates").statusCode()).isEqualTo(401);
    }

    private static JsonNode rate(String currency, String day, String rate) {
        return created("crm-admin", "exchange-rates", "{\"currency\":\"" + currency + "\",\"day\":\"" + day + "\",\"rate\":" + rate + "}");
    }

    private static JsonNode deal(String currency, String day) {
        return opportunity("sales-rep", ",\"amount\":1000,\"currency\":\"" + currency + "\",\"closeDate\":\"" + day + "\"");
    }

    private static BigDecimal base(JsonNode deal) {
        return deal.path("amountBase").decimalValue();
    }

    /** The instance itself looks now and then as well, and may be at it. */
    private static void becomes(JsonNode deal, String base) {
        await().untilAsserted(() -> assertThat(base(read("sales-rep", "opportunities", deal))).isEqualByComparingTo(base));
    }

    private static List<JsonNode> changed(PublishedEvents events, JsonNode deal) {
        return events.about(deal.path("id").asText()).stream()
                .filter(event -> event.path("type").asText().equals("crm.opportunities.opportunity-changed.v1")).toList();
    }

    /** Until no rate is left to follow. */
    private void follow() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> followRates.lookAt(Instant.now()));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
