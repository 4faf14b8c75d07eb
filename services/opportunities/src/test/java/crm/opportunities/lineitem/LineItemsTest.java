package crm.opportunities.lineitem;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class LineItemsTest {

    @Test
    void theAmountIsTheSumOfTheLinesAndWhatIsPaidAgainIsToldBesideIt() throws Exception {
        String seats = product("");
        String setup = product(",\"price\":1000.5");
        String list = list("EUR", "2020-01-01", "");
        price(list, seats, "19.99", "MONTHLY");
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode deal = opportunity("sales-rep", ",\"amount\":7,\"currency\":\"EUR\"");

            JsonNode changed = json(put("sales-rep", deal, "{\"lineItems\":[{\"productId\":\"" + seats + "\",\"quantity\":3,\"discountPercent\":10,\"termMonths\":24},"
                    + "{\"productId\":\"" + setup + "\",\"quantity\":1,\"unitPrice\":99.995,\"description\":\"Setup\"}]}"));

            assertThat(changed.path("lineItems")).extracting(LineItemsTest::shown).containsExactly(
                    "3 x 19.99 of 19.99, 10% off, MONTHLY for 24, 53.97 each, 1295.35 in all",
                    "1 x 99.995 of , 0% off, ONE_TIME for ,  each, 100 in all");
            assertThat(changed.at("/lineItems/0/priceListId").asText()).isEqualTo(list);
            assertThat(changed.path("amount").decimalValue()).isEqualByComparingTo("1395.35");
            assertThat(changed.path("amountBase").decimalValue()).isEqualByComparingTo("1534.885");
            assertThat(changed.path("recurringAmount").decimalValue() + " " + changed.path("recurrence").asText()).isEqualTo("53.97 MONTHLY");
            assertThat(changed.path("version").asInt()).isEqualTo(2);
            assertThat(read("sales-rep", "opportunities", deal)).isEqualTo(changed);
            JsonNode told = events.await(deal.path("id").asText(), 2).get(1);
            assertThat(told.at("/data/record/lineItems")).isEqualTo(changed.path("lineItems"));
            assertThat(told.at("/data/changes")).extracting(change -> change.path("field").asText())
                    .containsExactlyInAnyOrder("amount", "amountBase", "expectedRevenue", "lineItems", "recurrence", "recurringAmount");
        }
    }

    @Test
    void theAmountOfADealWithLineItemsIsNotSetByHand() {
        String thing = product(",\"price\":40");
        JsonNode deal = opportunity("sales-rep", "");
        put("sales-rep", deal, "{\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":2}]}").then().statusCode(200);

        Response refused = patched("sales-rep", "opportunities", deal, "{\"amount\":90,\"currency\":\"EUR\",\"recurringAmount\":1,\"recurrence\":\"MONTHLY\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("errors")).extracting(error -> error.path("pointer").asText())
                .containsExactly("/amount", "/currency", "/recurringAmount", "/recurrence");
        assertThat(json(refused).at("/errors/0/detail").asText()).isEqualTo("The amount is the sum of the line items, 80 USD; change those, or take them away.");
        patched("sales-rep", "opportunities", deal, "{\"amount\":80,\"nextStep\":\"Call\"}").then().statusCode(200);
        JsonNode without = json(put("sales-rep", deal, "{\"lineItems\":[]}"));
        assertThat(without.has("lineItems")).isFalse();
        assertThat(without.path("amount").asInt()).isEqualTo(80);
        assertThat(json(patched("sales-rep", "opportunities", deal, "{\"amount\":90}")).path("amount").asInt()).isEqualTo(90);
    }

    @Test
    void aPriceComesFromTheNewestListThatHoldsToday() {
        String thing = product(",\"price\":40");
        String old = list("USD", "2019-01-01", "");
        price(old, thing, "10", "ONE_TIME");
        price(list("USD", "2020-01-01", ",\"validUntil\":\"2020-12-31\""), thing, "20", "ONE_TIME");
        price(list("USD", "2190-01-01", ""), thing, "50", "ONE_TIME");
        price(list("EUR", "2021-01-01", ""), thing, "60", "ONE_TIME");
        JsonNode deal = opportunity("sales-rep", "");
        String items = "\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":1}]}";

        assertThat(json(put("sales-rep", deal, "{" + items)).path("amount").asInt()).isEqualTo(10);
        JsonNode newer = created("sales-manager", "price-lists", "{\"name\":\"" + unique("List") + "\",\"validFrom\":\"2021-01-01\"}");
        price(newer.path("id").asText(), thing, "30", "ONE_TIME");
        assertThat(json(put("sales-rep", deal, "{" + items)).path("amount").asInt()).isEqualTo(30);
        assertThat(json(put("sales-rep", deal, "{\"priceListId\":\"" + old + "\"," + items)).path("amount").asInt()).isEqualTo(10);
        patched("sales-manager", "price-lists", newer, "{\"validUntil\":\"2021-12-31\"}")
                .then().statusCode(200);
        assertThat(json(put("sales-rep", deal, "{" + items)).path("amount").asInt()).isEqualTo(10);
    }

    @Test
    void aLargeAmountComesBackToTheLastDigitAfterAChangeOfSomethingElse() {
        String thing = product("");
        JsonNode deal = opportunity("sales-rep", ",\"currency\":\"USD\"");
        JsonNode changed = json(put("sales-rep", deal, "{\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":1,\"unitPrice\":999999999999.9999}]}"));

        JsonNode later = json(patched("sales-rep", "opportunities", deal, "{\"nextStep\":\"Call\"}"));

        assertThat(later.at("/lineItems/0/unitPrice").decimalValue()).isEqualByComparingTo("999999999999.9999");
        assertThat(later.path("lineItems")).isEqualTo(changed.path("lineItems"));
        assertThat(later.path("amount").decimalValue()).isEqualByComparingTo("1000000000000");
        assertThat(later.path("version").asInt()).isEqualTo(3);
    }

    @Test
    void onlyTheVersionThatSomebodySawIsChangedAndWhatWasAgreedStays() {
        String thing = product(",\"price\":40");
        JsonNode deal = opportunity("sales-rep", "");
        String body = "{\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":1}]}";
        String path = "/api/v1/opportunities/" + deal.path("id").asText() + "/line-items";

        assertThat(Callers.as("sales-rep").body(body).put(path).statusCode()).isEqualTo(428);
        Response first = Callers.as("sales-rep").header("If-Match", "\"1\"").body(body).put(path);
        assertThat(first.statusCode() + " " + first.header("ETag")).isEqualTo("200 \"2\"");
        Response stale = Callers.as("sales-rep").header("If-Match", "\"1\"").body(body).put(path);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(stale).at("/current/amount").asInt()).isEqualTo(40);
        assertThat(json(Callers.as("sales-rep").get(path)).path("lineItems")).hasSize(1);
        Callers.as("sales-rep").body("{\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"}")
                .post("/api/v1/opportunities/" + deal.path("id").asText() + "/stage").then().statusCode(200);
        assertThat(put("sales-rep", deal, body).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | 422 | /lineItems
            {"lineItems":[],"x":1}                                                          | 400 | /x
            {"lineItems":[{"quantity":1}]}                                                  | 422 | /lineItems/0/productId
            {"lineItems":[{"productId":"%s"}]}                                              | 422 | /lineItems/0/quantity
            {"lineItems":[{"productId":"%s","quantity":0}]}                                 | 422 | /lineItems/0/quantity
            {"lineItems":[{"productId":"%s","quantity":1,"unitPrice":-1}]}                  | 422 | /lineItems/0/unitPrice
            {"lineItems":[{"productId":"%s","quantity":1,"discountPercent":100.1}]}         | 422 | /lineItems/0/discountPercent
            {"lineItems":[{"productId":"%s","quantity":1,"termMonths":3}]}                  | 422 | /lineItems/0/termMonths
            {"lineItems":[{"productId":"%s","quantity":1,"recurrence":"MONTHLY"}]}          | 422 | /lineItems/0/unitPrice
            {"lineItems":[{"productId":"%s","quantity":1,"unitPrice":1,"recurrence":"MONTHLY","termMonths":601}]} | 422 | /lineItems/0/termMonths
            {"lineItems":[{"productId":"019aa000-0000-7000-8000-00000000dead","quantity":1}]} | 422 | /lineItems/0/productId
            {"lineItems":[{"productId":"%s","quantity":999999999999999,"unitPrice":2}]}     | 422 | /lineItems
            """)
    void whatMakesNoSenseIsRefused(String body, int status, String pointer) {
        JsonNode deal = opportunity("sales-rep", "");

        Response refused = put("sales-rep", deal, body.replace("%s", product(",\"price\":1")));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
        assertThat(json(refused).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointer);
    }

    @Test
    void aProductWithSeveralPricesIsSoldByTheOneThatSomebodyNames() {
        String thing = product("");
        String list = list("USD", "2020-01-01", "");
        price(list, thing, "10", "MONTHLY");
        price(list, thing, "100", "YEARLY");
        JsonNode deal = opportunity("sales-rep", "");

        Response unclear = put("sales-rep", deal, "{\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":1}]}");
        assertThat(unclear.statusCode()).isEqualTo(422);
        assertThat(json(unclear).path("detail").asText()).endsWith("say which of MONTHLY, YEARLY.");
        assertThat(json(put("sales-rep", deal, "{\"lineItems\":[{\"productId\":\"" + thing + "\",\"quantity\":1,\"recurrence\":\"YEARLY\"}]}"))
                .path("amount").asInt()).isEqualTo(100);
        assertThat(Callers.as("sales-manager").body("{\"priceListId\":\"" + list + "\",\"productId\":\"" + thing + "\",\"unitPrice\":1,\"recurrence\":\"YEARLY\"}")
                .post("/api/v1/product-prices").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            price-lists    | {"name":"L","validFrom":"2026-02-01","validUntil":"2026-01-31"}             | /validUntil
            price-lists    | {"name":"L","validFrom":"2026-02-01","currency":"XXX"}                      | /currency
            price-lists    | {"validFrom":"2026-02-01"}                                                  | /name
            product-prices | {"unitPrice":1}                                                             | /priceListId
            product-prices | {"priceListId":"019aa000-0000-7000-8000-00000000dead","productId":"019aa000-0000-7000-8000-00000000dead","unitPrice":-1} | /unitPrice
            """)
    void aListAndItsPricesMakeSense(String collection, String body, String pointer) {
        Response refused = Callers.as("sales-manager").body(body).post("/api/v1/" + collection);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void aListKeepsTheCurrencyThatItHasPricesIn() {
        JsonNode list = created("sales-manager", "price-lists", "{\"name\":\"" + unique("List") + "\",\"validFrom\":\"2026-01-01\"}");
        assertThat(json(patched("sales-manager", "price-lists", list, "{\"currency\":\"EUR\"}")).path("currency").asText()).isEqualTo("EUR");
        price(list.path("id").asText(), product(""), "1", "ONE_TIME");

        assertThat(patched("sales-manager", "price-lists", list, "{\"currency\":\"USD\"}").statusCode()).isEqualTo(422);
        assertThat(json(Callers.as("sales-rep").queryParam("filter", "currency==EUR;priceListId==" + list.path("id").asText())
                .get("/api/v1/product-prices")).path("items")).hasSize(1);
    }

    private static String shown(JsonNode item) {
        return item.path("quantity").asText() + " x " + item.path("unitPrice").decimalValue().stripTrailingZeros().toPlainString() + " of "
                + item.path("listPrice").asText() + ", " + item.path("discountPercent").asText() + "% off, " + item.path("recurrence").asText() + " for "
                + item.path("termMonths").asText() + ", " + item.path("recurringAmount").asText() + " each, " + item.path("total").asText() + " in all";
    }

    private static String product(String more) {
        return created("sales-manager", "products", "{\"name\":\"" + unique("Thing") + "\"" + more + "}").path("id").asText();
    }

    private static String list(String currency, String from, String more) {
        return created("sales-manager", "price-lists", "{\"name\":\"" + unique("List") + "\",\"currency\":\"" + currency + "\",\"validFrom\":\"" + from + "\""
                + more + "}").path("id").asText();
    }

    private static void price(String list, String product, String amount, String recurrence) {
        created("sales-manager", "product-prices", "{\"priceListId\":\"" + list + "\",\"productId\":\"" + product + "\",\"unitPrice\":" + amount
                + ",\"recurrence\":\"" + recurrence + "\"}");
    }

    private static Response put(String login, JsonNode deal, String body) {
        return Callers.as(login).header("If-Match", "*").body(body).put("/api/v1/opportunities/" + deal.path("id").asText() + "/line-items");
    }
}
