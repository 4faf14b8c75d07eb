package crm.opportunities.split;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class SplitsTest {

    @Inject
    Pool pool;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void aQuotaCountsADealByItsPartsWhichAreExactlyTheWhole() {
        JsonNode shared = won("2067-02-01", ",\"amount\":100.01");
        won("2067-02-02", ",\"amount\":10");
        opportunity("sales-rep", ",\"closeDate\":\"2067-03-01\",\"amount\":5");
        JsonNode split = json(put("sales-rep", shared, "[{\"owner\":\"sales-rep\",\"percent\":33.3333},{\"owner\":\"sales-rep-2\",\"percent\":66.6667}]"));
        assertThat(split.at("/ownerSplits/1/owner").asText() + split.at("/ownerSplits/1/team").asText()).isEqualTo("sales-rep-2sales-east");
        quota(",\"owner\":\"sales-rep\",\"target\":100");
        quota(",\"owner\":\"sales-rep-2\",\"target\":100");
        quota(",\"owner\":\"sales-rep-2\",\"target\":1,\"measure\":\"DEALS\"");
        quota(",\"team\":\"sales\",\"target\":1000");
        quota(",\"team\":\"sales\",\"target\":2,\"measure\":\"DEALS\"");

        JsonNode items = attainment("sales-manager");

        assertThat(items).extracting(SplitsTest::shown).containsExactly(
                "sales-rep REVENUE 43.3366 won, 5 open",
                "sales-rep-2 DEALS 0.666667 won, 0 open",
                "sales-rep-2 REVENUE 66.6734 won, 0 open",
                "sales DEALS 2 won, 1 open",
                "sales REVENUE 110.01 won, 5 open");
        JsonNode behind = json(Callers.as("sales-manager").queryParam("filter", items.get(2).path("wonFilter").asText()).get("/api/v1/opportunities"));
        assertThat(behind.path("items")).extracting(deal -> deal.path("id")).containsExactly(shared.path("id"));

        assertThat(Callers.as("sales-rep-2").get("/api/v1/opportunities/" + shared.path("id").asText()).statusCode()).isEqualTo(404);
        assertThat(attainment("sales-rep-2")).as("the part in a deal of another team").extracting(SplitsTest::shown)
                .containsExactly("sales-rep-2 DEALS 0.666667 won, 0 open", "sales-rep-2 REVENUE 66.6734 won, 0 open");
        JsonNode none = json(put("sales-rep", shared, "[]"));
        assertThat(none.has("ownerSplits")).isFalse();
        assertThat(attainment("sales-manager").get(0).path("won").decimalValue()).isEqualByComparingTo("110.01");
    }

    @Test
    void splitsSurviveAChangeOfSomethingElse() {
        JsonNode deal = opportunity("sales-rep", "");
        JsonNode split = json(put("sales-rep", deal, "[{\"owner\":\"sales-rep\",\"percent\":60.5},{\"owner\":\"sales-rep-2\",\"percent\":39.5}]"));

        JsonNode later = json(patched("sales-rep", "opportunities", deal, "{\"nextStep\":\"Call\"}"));

        assertThat(later.path("ownerSplits")).isEqualTo(split.path("ownerSplits"));
        assertThat(read("sales-rep", "opportunities", deal)).isEqualTo(later);
        assertThat(later.path("version").asInt()).isEqualTo(3);
        assertThat(Callers.as("sales-rep").body("{\"splits\":[]}").put("/api/v1/opportunities/" + deal.path("id").asText() + "/splits").statusCode()).isEqualTo(428);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"owner":"sales-rep","percent":60},{"owner":"sales-rep-2","percent":39.9999}] | /splits
            [{"owner":"sales-rep","percent":50},{"owner":"sales-rep","percent":50}]        | /splits/1/owner
            [{"owner":"sales-rep","percent":110},{"owner":"sales-rep-2","percent":-10}]    | /splits/1/percent
            [{"owner":"sales-rep"}]                                                        | /splits/0/percent
            [{"owner":"nobody-here","percent":100}]                                        | /splits/0/owner
            {}                                                                             | /splits
            """)
    void whatMakesNoSenseIsRefused(String splits, String pointer) {
        Response refused = put("sales-rep", opportunity("sales-rep", ""), splits);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(json(refused).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointer);
    }

    private static String shown(JsonNode item) {
        return (item.path("owner").asText() + (item.has("owner") ? "" : item.path("team").asText())) + " " + item.path("measure").asText() + " "
                + plain(item.path("won").decimalValue()) + " won, " + plain(item.path("open").decimalValue()) + " open";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static JsonNode attainment(String login) {
        return json(Callers.as(login).queryParam("period", "2067-Q1").get("/api/v1/quotas/attainment")).path("items");
    }

    private static void quota(String more) {
        created("sales-manager", "quotas", "{\"period\":\"2067-Q1\"" + more + "}");
    }

    private static Response put(String login, JsonNode deal, String splits) {
        return Callers.as(login).header("If-Match", "*").body("{\"splits\":" + splits + "}").put("/api/v1/opportunities/" + deal.path("id").asText() + "/splits");
    }

    private JsonNode won(String day, String more) {
        JsonNode deal = opportunity("sales-rep", ",\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"" + more);
        pool.preparedQuery("update opportunity set closed_at = ($2::text || 'T12:00:00Z')::timestamptz where id = $1")
                .execute(Tuple.of(UUID.fromString(deal.path("id").asText()), day)).await().atMost(Duration.ofSeconds(20));
        return deal;
    }
}
