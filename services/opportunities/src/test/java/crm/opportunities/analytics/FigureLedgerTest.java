package crm.opportunities.analytics;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.patched;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The figures that the database keeps are those that it would find by visiting each opportunity. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class FigureLedgerTest {

    @Inject
    Pool pool;

    @Inject
    FigureLedger ledger;

    @Test
    void whateverHappensToOpportunitiesTheFiguresFollow() {
        String owner = "owner-" + UUID.randomUUID();
        JsonNode first = Given.opportunity("sales-rep", ",\"amount\":100,\"closeDate\":\"2061-01-15\"");
        JsonNode second = Given.opportunity("sales-rep-2", ",\"amount\":0.3,\"currency\":\"EUR\",\"probability\":33,\"closeDate\":\"2061-01-15\"");
        JsonNode third = Given.opportunity("sales-rep-2", ",\"amount\":5");
        assertNothingDiffers();

        patched("sales-rep", "opportunities", first, "{\"amount\":70.25,\"closeDate\":\"2061-03-01\"}");
        patched("sales-rep", "opportunities", first, "{\"nextStep\":\"call\"}");
        patched("crm-admin", "opportunities", second, "{\"owner\":\"sales-rep\"}");
        Given.opportunity("crm-admin", ",\"amount\":3,\"owner\":\"" + owner + "\",\"team\":\"sales-east\"");
        Given.opportunity("crm-admin", ",\"amount\":4,\"owner\":\"" + owner + "\",\"team\":\"sales-east\"");
        move(first, PROPOSAL, "");
        move(third, CLOSED_WON, ",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"");
        Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/opportunities/" + second.path("id").asText());
        assertNothingDiffers();

        Callers.as("crm-admin").post("/api/v1/opportunities/" + second.path("id").asText() + "/restoration");
        run("update opportunity set amount = amount + 1, amount_base = amount_base + 1, created_at = created_at - interval '30 days' where owner = '" + owner + "'");
        JsonNode gone = Given.opportunity("crm-admin", ",\"amount\":9");
        pool.preparedQuery("delete from opportunity where id = $1").execute(Tuple.of(UUID.fromString(gone.path("id").asText()))).await().atMost(Duration.ofSeconds(20));
        assertNothingDiffers();

        ledger.addUp().await().atMost(Duration.ofSeconds(20));
        assertNothingDiffers();
        assertThat(rows("select deals, trim_scale(amount) as amount from opportunity_figure where owner = '" + owner + "'")).containsExactly("{\"deals\":2,\"amount\":9}");
    }

    private static void move(JsonNode deal, String stage, String more) {
        assertThat(Callers.as("crm-admin").body("{\"stageId\":\"" + stage + "\"" + more + "}").post("/api/v1/opportunities/" + deal.path("id").asText() + "/stage")
                .statusCode()).isEqualTo(200);
    }

    private void assertNothingDiffers() {
        String kept = "select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_month, sum(deals)::bigint, sum(amount),"
                + " sum(amount_base), sum(weighted_base) from opportunity_figure group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(deals) <> 0";
        String visited = "select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_month, count(*), sum(amount),"
                + " sum(amount_base), sum(weighted_base) from opportunity_for_figures group by 1, 2, 3, 4, 5, 6, 7, 8";
        assertThat(difference(kept, visited)).isEmpty();
        assertThat(difference("select outcome, furthest_position, owner, team, begun_week, sum(deals)::bigint, sum(amount_base) from opportunity_intake"
                        + " group by 1, 2, 3, 4, 5 having sum(deals) <> 0",
                "select outcome, furthest_position, owner, team, begun_week, count(*), sum(amount_base) from opportunity_for_figures group by 1, 2, 3, 4, 5")).isEmpty();
        assertThat(difference("select pipeline_id, begun_day, furthest_position, outcome, team, owned, currency, sum(deals)::bigint, sum(priced)::bigint, sum(amount),"
                        + " sum(amount_base) from opportunity_begun_figure group by 1, 2, 3, 4, 5, 6, 7 having sum(deals) <> 0",
                "select pipeline_id, (created_at at time zone 'UTC')::date, furthest_position, outcome, team, owner is not null, currency, count(*), count(amount),"
                        + " sum(coalesce(amount, 0)), sum(coalesce(amount_base, 0)) from opportunity where archived_at is null group by 1, 2, 3, 4, 5, 6, 7")).isEmpty();
    }

    private List<String> difference(String one, String other) {
        return rows("((" + one + ") except (" + other + ")) union all ((" + other + ") except (" + one + "))");
    }

    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(20)).forEach(row -> rows.add(row.toJson().encode()));
        return rows;
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(20));
    }
}
