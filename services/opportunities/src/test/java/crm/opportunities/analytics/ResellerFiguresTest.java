package crm.opportunities.analytics;

import static crm.opportunities.Given.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.testing.Callers;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Takes in the books of a reseller from the folder that CRM_DATA names, and holds the figures of the service against those
 * that a plain program adds up from the same rows, to the cent.
 */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
@EnabledIfEnvironmentVariable(named = "CRM_DATA", matches = ".+")
class ResellerFiguresTest {

    @Test
    void theFiguresAreThoseOfTheBooks() throws Exception {
        ResellerBooks books = new ResellerBooks(Path.of(System.getenv("CRM_DATA")).resolve("sales"));
        imported("products", mapping("products"), books.products());
        imported("accounts", mapping("accounts"), books.accounts());
        ObjectNode deals = mapping("sales-pipeline");
        ObjectNode region = JsonNodeFactory.instance.objectNode().put("field", "territory");
        books.regions().forEach(region.putObject("values")::put);
        deals.putArray("sales_agent").add("owner").add(region);
        imported("opportunities", deals, books.pipeline());

        assertThat(winRates("owner")).isEqualTo(books.winRates(ResellerBooks.Deal::agent)).hasSize(30);
        assertThat(winRates("product")).isEqualTo(books.winRates(ResellerBooks.Deal::product)).hasSize(7);
        assertThat(winRates("industry")).isEqualTo(books.winRates(ResellerBooks.Deal::sector)).hasSize(10);
        assertThat(winRates("territory")).isEqualTo(books.winRates(ResellerBooks.Deal::region)).hasSize(3);
        assertThat(wonByQuarter()).isEqualTo(books.wonByQuarter()).hasSize(4);
        assertThat(figures("sales-cycle", "").at("/items/0/won/averageDays").decimalValue()).isEqualByComparingTo(books.averageCycle());
        System.out.println("won by quarter: " + books.wonByQuarter() + ", mean days: " + books.averageCycle());
    }

    private static Map<String, String> winRates(String groupBy) {
        Map<String, String> rates = new TreeMap<>();
        figures("win-rate", groupBy).path("items").forEach(item -> {
            JsonNode won = item.path("won");
            rates.put(item.path(groupBy).asText(), won.path("count").asInt() + "/" + item.at("/lost/count").asInt() + " "
                    + won.path("base").decimalValue().setScale(2, RoundingMode.UNNECESSARY).toPlainString());
            JsonNode list = json(Callers.as("executive").queryParam("filter", won.path("filter").asText()).queryParam("count", "true")
                    .queryParam("limit", "1").get("/api/v1/opportunities"));
            assertThat(list.path("total").asInt()).as(won.path("filter").asText()).isEqualTo(won.path("count").asInt());
        });
        return rates;
    }

    private static Map<String, String> wonByQuarter() {
        Map<String, String> sums = new TreeMap<>();
        figures("won-revenue", "quarter").path("items").forEach(item -> sums.put(item.path("quarter").asText(), item.path("count").asInt() + " "
                + item.path("base").decimalValue().setScale(2, RoundingMode.UNNECESSARY).toPlainString()));
        return sums;
    }

    private static JsonNode figures(String figure, String groupBy) {
        Response answer = Callers.as("executive").queryParam("from", "2016-01-01").queryParam("to", "2018-12-31").queryParam("groupBy", groupBy)
                .queryParam("filter", "source==IMPORT").get("/api/v1/analytics/" + figure);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer);
    }

    private static ObjectNode mapping(String name) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/demo"))) {
            folder = folder.getParent();
        }
        return (ObjectNode) json(Files.readAllBytes(folder.resolve("docs/demo/" + name + "-mapping.json")));
    }

    private static void imported(String collection, ObjectNode mapping, byte[] csv) {
        Response accepted = Callers.as("crm-admin").contentType("text/csv").queryParam("matchOn", "none").queryParam("mapping", mapping.toString())
                .body(csv).post("/api/v1/" + collection + "/imports");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        String job = "/api/v1/imports/" + json(accepted).path("id").asText();
        await().atMost(Duration.ofMinutes(3)).until(() -> json(Callers.as("crm-admin").get(job)).has("finishedAt"));
    }
}
