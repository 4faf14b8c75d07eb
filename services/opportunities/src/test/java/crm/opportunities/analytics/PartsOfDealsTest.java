package crm.opportunities.analytics;

import static crm.opportunities.Given.CLOSED_LOST;
import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deals that several people won, and deals of several products. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class PartsOfDealsTest {

    private static final String WON = ",\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"";

    @Inject
    Pool pool;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void aDealOfSeveralPeopleCountsForEachOwnerAndTeamWithThePart() {
        String source = unique("Shared");
        String of = ",\"leadSource\":\"" + source + "\"";
        JsonNode shared = Given.opportunity("sales-rep", WON + of + ",\"amount\":100.01,\"currency\":\"EUR\"");
        put(shared, "splits", "{\"splits\":[{\"owner\":\"sales-rep\",\"percent\":33.3333},{\"owner\":\"sales-rep-2\",\"percent\":66.6667}]}");
        Given.opportunity("sales-rep", WON + of + ",\"amount\":10");
        JsonNode given = Given.opportunity("sales-rep", ",\"stageId\":\"" + CLOSED_LOST + "\",\"lossReason\":\"price\"" + of + ",\"amount\":5");
        put(given, "splits", "{\"splits\":[{\"owner\":\"sales-rep-2\",\"percent\":100}]}");

        JsonNode owners = figures("won-revenue", source, "owner");

        assertThat(owners).extracting(PartsOfDealsTest::shown)
                .containsExactlyInAnyOrder("sales-rep 1.333333 46.6703 2", "sales-rep-2 0.666667 73.3407 1");
        assertThat(sum(owners)).isEqualByComparingTo("120.011");
        assertThat(figures("won-revenue", source, "team")).extracting(PartsOfDealsTest::shown)
                .containsExactlyInAnyOrder("sales-central 1.333333 46.6703 2", "sales-east 0.666667 73.3407 1");
        assertThat(figures("win-rate", source, "owner")).extracting(item -> item.path("owner").asText() + " " + item.path("winRate").asText())
                .containsExactlyInAnyOrder("sales-rep 1", "sales-rep-2 0.4");
        assertThat(figures("won-revenue", source, "leadSource")).extracting(PartsOfDealsTest::shown).containsExactly(source + " 2 120.011 2");
    }

    @Test
    void aDealWithLineItemsCountsForEachProductWithTheValueOfItsLines() {
        String source = unique("Lines");
        String of = ",\"leadSource\":\"" + source + "\"";
        String[] names = {unique("Pump"), unique("Hose"), unique("Valve")};
        List<String> products = java.util.Arrays.stream(names).map(name -> created("sales-manager", "products", "{\"name\":\"" + name + "\"}").path("id").asText()).toList();
        JsonNode deal = Given.opportunity("sales-rep", of + ",\"currency\":\"EUR\",\"productId\":\"" + products.get(2) + "\"");
        put(deal, "line-items", "{\"lineItems\":[{\"productId\":\"" + products.get(0) + "\",\"quantity\":2,\"unitPrice\":10.5},{\"productId\":\"" + products.get(1)
                + "\",\"quantity\":1,\"unitPrice\":0.01},{\"productId\":\"" + products.get(0) + "\",\"quantity\":1,\"unitPrice\":1}]}");
        Response won = Callers.as("sales-rep").body("{" + WON.substring(1) + "}").post("/api/v1/opportunities/" + deal.path("id").asText() + "/stage");
        assertThat(won.statusCode()).as(won.asString()).isEqualTo(200);
        Given.opportunity("sales-rep", WON + of + ",\"amount\":5,\"productId\":\"" + products.get(0) + "\"");
        Given.opportunity("sales-rep", WON + of + ",\"amount\":3");

        JsonNode items = figures("won-revenue", source, "product");

        assertThat(items).extracting(PartsOfDealsTest::shown).containsExactlyInAnyOrder(names[0] + " 2 29.2 2", names[1] + " 1 0.011 1", " 1 3 1");
        assertThat(sum(items)).isEqualByComparingTo(json(won).path("amountBase").decimalValue().add(BigDecimal.valueOf(8)));
        assertThat(figures("win-rate", source, "product")).extracting(item -> item.path("product").asText())
                .containsExactlyInAnyOrder(names[0], names[1], "");
    }

    @Test
    void howLongADealTookIsToldWholeOfEachOfItsPeopleAndProducts() {
        String source = unique("Days");
        String of = ",\"leadSource\":\"" + source + "\",\"amount\":10";
        JsonNode shared = Given.opportunity("sales-rep", WON + of);
        put(shared, "splits", "{\"splits\":[{\"owner\":\"sales-rep\",\"percent\":1},{\"owner\":\"sales-rep-2\",\"percent\":59},"
                + "{\"owner\":\"executive\",\"percent\":20},{\"owner\":\"crm-admin\",\"percent\":20}]}");
        JsonNode alone = Given.opportunity("sales-rep", WON + of);
        String product = created("sales-manager", "products", "{\"name\":\"" + unique("Pipe") + "\"}").path("id").asText();
        JsonNode lines = Given.opportunity("sales-rep", of);
        put(lines, "line-items", "{\"lineItems\":[{\"productId\":\"" + product + "\",\"quantity\":1,\"unitPrice\":1},{\"productId\":\"" + product
                + "\",\"quantity\":2,\"unitPrice\":1}]}");
        took(shared, 60);
        took(alone, 20);
        took(lines, 7);

        assertThat(figures("sales-cycle", source, "owner")).extracting(PartsOfDealsTest::cycle)
                .containsExactlyInAnyOrder("sales-rep 2 40 2", "sales-rep-2 1 60 1", "executive 1 60 1", "crm-admin 1 60 1");
        assertThat(figures("sales-cycle", source, "team")).extracting(PartsOfDealsTest::cycle)
                .containsExactlyInAnyOrder("sales-central 2 40 2", "sales-east 1 60 1", "company 1 60 1");
        update("update opportunity set stage_id = $2, closed_at = created_at + interval '7 days' where id = $1", lines, UUID.fromString(CLOSED_WON));
        assertThat(figures("sales-cycle", source, "product")).filteredOn(item -> product.equals(item.path("productId").asText()))
                .extracting(item -> item.at("/won/count").asInt() + " " + item.at("/won/averageDays").asInt()).containsExactly("1 7");
    }

    private static String cycle(JsonNode item) {
        JsonNode list = json(Callers.as("executive").queryParam("filter", item.at("/won/filter").asText()).queryParam("count", "true").get("/api/v1/opportunities"));
        return (item.has("owner") ? item.path("owner") : item.path("team")).asText() + " " + item.at("/won/count").asText() + " " + item.at("/won/averageDays").asText()
                + " " + list.path("total").asText();
    }

    private void took(JsonNode deal, int days) {
        update("update opportunity set created_at = coalesce(closed_at, created_at) - $2 * interval '1 day' where id = $1", deal, days);
    }

    private void update(String sql, JsonNode deal, Object value) {
        pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(deal.path("id").asText()), value)).await().atMost(Duration.ofSeconds(20));
    }

    /** Name, count and base of a group, and how many deals its filter lists. */
    private static String shown(JsonNode item) {
        String name = List.of("owner", "team", "product", "leadSource").stream().filter(item::has).map(member -> item.path(member).asText()).findFirst().orElse("");
        JsonNode list = json(Callers.as("executive").queryParam("filter", item.path("filter").asText()).queryParam("count", "true").get("/api/v1/opportunities"));
        return name + " " + item.path("count").asText() + " " + item.path("base").asText() + " " + list.path("total").asText();
    }

    private static BigDecimal sum(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).map(item -> item.path("base").decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static JsonNode figures(String figure, String source, String groupBy) {
        Response answer = Callers.as("executive").queryParam("filter", "leadSource==\"" + source + "\"").queryParam("groupBy", groupBy).get("/api/v1/analytics/" + figure);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer).path("items");
    }

    private static void put(JsonNode deal, String what, String body) {
        Response answer = Callers.as("sales-rep").header("If-Match", "*").body(body).put("/api/v1/opportunities/" + deal.path("id").asText() + "/" + what);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }
}
