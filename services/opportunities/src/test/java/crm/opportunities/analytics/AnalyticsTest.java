package crm.opportunities.analytics;

import static crm.opportunities.Given.CLOSED_LOST;
import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.NEGOTIATION;
import static crm.opportunities.Given.PROPOSAL;
import static crm.opportunities.Given.QUALIFICATION;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class AnalyticsTest {

    private static final String WHY = ",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"";

    @Inject
    Pool pool;

    @Inject
    PipelineSnapshots snapshots;

    @Test
    void theWinRateAddsUpEachCurrencyByItselfAndAllInTheBaseCurrency() {
        String source = unique("Fair");
        closed("sales-rep", "2026-02-10", CLOSED_WON, source, ",\"amount\":100.25");
        closed("sales-rep", "2026-03-10", CLOSED_WON, source, ",\"amount\":100,\"currency\":\"EUR\"");
        closed("sales-rep", "2026-03-11", CLOSED_LOST, source, ",\"amount\":50");
        closed("sales-rep", "2025-12-31", CLOSED_LOST, source, ",\"amount\":7");
        Given.opportunity("sales-rep", ",\"amount\":70,\"leadSource\":\"" + source + "\"");

        JsonNode answer = figures("executive", "win-rate", source, "groupBy", "leadSource", "period", "FY2026");

        assertThat(answer.path("from").asText()).isEqualTo("2026-01-01");
        assertThat(answer.path("to").asText()).isEqualTo("2026-12-31");
        assertThat(answer.path("currency").asText()).isEqualTo("USD");
        assertThat(answer.path("items")).hasSize(1);
        JsonNode group = answer.at("/items/0");
        assertThat(group.path("leadSource").asText()).isEqualTo(source);
        assertThat(group.path("winRate").asDouble()).isEqualTo(0.6667);
        assertThat(group.at("/won/count").asInt()).isEqualTo(2);
        assertThat(group.at("/won/sums").toString()).isEqualTo("[{\"amount\":100,\"currency\":\"EUR\"},{\"amount\":100.25,\"currency\":\"USD\"}]");
        assertThat(group.at("/won/base").decimalValue()).isEqualByComparingTo("210.25");
        assertThat(group.at("/lost/count").asInt()).isEqualTo(1);
        assertThat(group.at("/lost/base").decimalValue()).isEqualByComparingTo("50");
        everyNumberListsItsRecords(answer, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "team", "leadSource", "industry", "product", "territory", "month", "quarter", "year"})
    void everyGroupListsTheVeryRecordsThatItCounts(String groupBy) {
        String source = unique("Group");
        String product = created("sales-manager", "products", "{\"name\":\"" + unique("Thing") + "\"}").path("id").asText();
        closed("sales-rep", "2026-02-10", CLOSED_WON, source, ",\"amount\":1,\"territory\":\"N\\\"or*th\",\"productId\":\"" + product + "\"");
        closed("sales-rep-2", "2026-03-10", CLOSED_WON, source, ",\"amount\":2,\"territory\":\"South\"");
        closed("sales-rep-2", "2026-04-30", CLOSED_LOST, source, ",\"amount\":3");

        for (String figure : List.of("win-rate", "sales-cycle", "won-revenue")) {
            JsonNode answer = figures("executive", figure, source, "groupBy", groupBy, "period", "FY2026");
            assertThat(answer.path("items")).as(figure).isNotEmpty();
            everyNumberListsItsRecords(answer, 1);
        }
        JsonNode won = figures("executive", "won-revenue", source, "groupBy", groupBy, "period", "FY2026").path("items");
        assertThat(won.findValues("base").stream().mapToInt(JsonNode::asInt).sum()).isEqualTo(3);
    }

    @Test
    void wonRevenueComesByQuarter() {
        String source = unique("Quarter");
        closed("sales-rep", "2026-03-31", CLOSED_WON, source, ",\"amount\":0.1");
        closed("sales-rep", "2026-04-01", CLOSED_WON, source, ",\"amount\":0.2");
        closed("sales-rep", "2026-06-30", CLOSED_WON, source, ",\"amount\":0.1");

        JsonNode items = figures("executive", "won-revenue", source, "from", "2026-01-01", "to", "2026-06-30").path("items");

        assertThat(items).extracting(item -> item.path("quarter").asText() + " " + item.path("count").asInt() + " " + item.path("base").decimalValue())
                .containsExactly("2026-Q1 1 0.1", "2026-Q2 2 0.3");
    }

    @Test
    void theSalesCycleIsTheTimeFromCreationToTheEnd() {
        String source = unique("Cycle");
        for (int days : List.of(10, 20, 60)) {
            JsonNode deal = closed("sales-rep", "2026-05-01", CLOSED_WON, source, ",\"amount\":1");
            update("update opportunity set created_at = closed_at - $2 * interval '1 day' where id = $1", id(deal), days);
        }

        JsonNode won = figures("executive", "sales-cycle", source, "period", "2026-05").at("/items/0/won");

        assertThat(won.path("count").asInt()).isEqualTo(3);
        assertThat(won.path("averageDays").asDouble()).isEqualTo(30);
        assertThat(won.path("medianDays").asDouble()).isEqualTo(20);
        assertThat(won.path("p75Days").asDouble()).isEqualTo(40);
        assertThat(won.path("p90Days").asDouble()).isEqualTo(52);
    }

    @Test
    void timeInAStageIsThatOfAllVisitsTogether() {
        String source = unique("Stay");
        for (long seconds : List.of(100L, 200L, 400L)) {
            JsonNode deal = Given.opportunity("sales-rep", ",\"leadSource\":\"" + source + "\",\"stageId\":\"" + QUALIFICATION + "\"");
            move("sales-rep", deal, PROPOSAL);
            move("sales-rep", deal, QUALIFICATION);
            move("sales-rep", deal, PROPOSAL);
            update("update opportunity_stage_history set seconds_in_previous_stage = $2 where opportunity_id = $1", id(deal), seconds);
        }
        Given.opportunity("sales-rep", ",\"leadSource\":\"" + source + "\",\"stageId\":\"" + QUALIFICATION + "\"");

        JsonNode answer = figures("executive", "stage-duration", source, "cohort", "created");

        JsonNode qualification = stage(answer, QUALIFICATION);
        assertThat(qualification.path("count").asInt()).isEqualTo(3);
        assertThat(qualification.path("averageSeconds").asInt()).isEqualTo(467);
        assertThat(qualification.path("medianSeconds").asInt()).isEqualTo(400);
        assertThat(qualification.path("p90Seconds").asInt()).isEqualTo(720);
        assertThat(stage(answer, PROPOSAL).path("medianSeconds").asInt()).isEqualTo(200);
        assertThat(stage(answer, NEGOTIATION).path("count").asInt()).isZero();
        everyNumberListsItsRecords(answer, 5);
    }

    @Test
    void conversionCountsHowFarOpportunitiesEverCame() {
        String source = unique("Way");
        String from = ",\"leadSource\":\"" + source + "\",\"amount\":10";
        Given.opportunity("sales-rep", from);
        JsonNode lost = Given.opportunity("sales-rep", from);
        move("sales-rep", lost, PROPOSAL);
        move("sales-rep", lost, CLOSED_LOST);
        JsonNode back = Given.opportunity("sales-rep", from + ",\"currency\":\"EUR\"");
        move("sales-rep", back, NEGOTIATION);
        move("sales-rep", back, QUALIFICATION);
        JsonNode won = Given.opportunity("sales-rep", from);
        move("sales-rep", won, CLOSED_WON);

        JsonNode answer = figures("executive", "conversion", source, "cohort", "created");
        JsonNode ofTheClosed = figures("executive", "conversion", source);

        assertThat(answer.path("items")).extracting(stage -> stage.path("stage").asText() + " " + stage.path("count").asInt() + " "
                        + stage.path("conversion").asText() + " " + stage.path("base").decimalValue() + " " + stage.at("/lostHere/count").asInt())
                .containsExactly("Prospecting 4  41 0", "Qualification 3 0.75 31 0", "Needs Analysis 3 1 31 0", "Proposal 3 1 31 1",
                        "Negotiation 2 0.6667 21 0", "Closed Won 1 0.5 10 0");
        assertThat(ofTheClosed.path("items")).extracting(stage -> stage.path("count").asInt()).containsExactly(2, 2, 2, 2, 1, 1);
        everyNumberListsItsRecords(answer, 12);
        everyNumberListsItsRecords(ofTheClosed, 12);
    }

    @Test
    void theTrendTellsThePipelineAsItWasOnEachDay() {
        String owner = "owner-" + UUID.randomUUID();
        String of = ",\"owner\":\"" + owner + "\",\"team\":\"sales-central\",\"probability\":50";
        JsonNode first = Given.opportunity("crm-admin", of + ",\"amount\":100");
        update("update opportunity set created_at = '1999-03-01T00:00:00Z' where id = $1", id(first));
        snapshots.take(LocalDate.parse("1999-03-03"), Instant.parse("1999-03-03T00:00:01Z")).await().atMost(Duration.ofSeconds(20));
        JsonNode second = Given.opportunity("crm-admin", of + ",\"amount\":100,\"currency\":\"EUR\"");
        update("update opportunity set created_at = '1999-03-04T00:00:00Z' where id = $1", id(second));
        snapshots.take(LocalDate.parse("1999-03-05"), Instant.parse("1999-03-05T00:00:01Z")).await().atMost(Duration.ofSeconds(20));
        snapshots.take(LocalDate.parse("1999-03-03"), Instant.parse("1999-03-09T00:00:01Z")).await().atMost(Duration.ofSeconds(20));

        JsonNode daily = json(Callers.as("executive").queryParam("from", "1999-03-01").queryParam("to", "1999-03-31").queryParam("groupBy", "owner")
                .get("/api/v1/analytics/pipeline-trend"));
        JsonNode weekly = json(Callers.as("executive").queryParam("from", "1999-03-01").queryParam("to", "1999-03-31").queryParam("groupBy", "owner")
                .queryParam("interval", "week").get("/api/v1/analytics/pipeline-trend"));

        assertThat(of(daily, owner)).containsExactly("1999-03-03 1 100 50", "1999-03-05 2 210 105");
        assertThat(of(weekly, owner)).containsExactly("1999-03-05 2 210 105");
        JsonNode inTheEast = json(Callers.as("sales-rep-2").queryParam("from", "1999-03-01").queryParam("to", "1999-03-31").queryParam("groupBy", "owner")
                .get("/api/v1/analytics/pipeline-trend"));
        assertThat(of(inTheEast, owner)).isEmpty();
        for (JsonNode item : daily.path("items")) {
            if (item.path("owner").asText().equals(owner)) {
                assertThat(total("executive", item.path("filter").asText())).isEqualTo(item.path("count").asInt());
            }
        }
    }

    @Test
    void figuresAreOfWhatTheCallerMayRead() {
        String source = unique("Mine");
        closed("sales-rep", "2026-02-10", CLOSED_WON, source, ",\"amount\":1");
        closed("sales-rep-2", "2026-02-10", CLOSED_WON, source, ",\"amount\":2");
        closed("sales-rep-2", "2026-02-10", CLOSED_WON, source, ",\"amount\":4,\"owner\":\"sales-rep-2\",\"team\":\"support\"");

        assertThat(wonBy("sales-rep", source)).isEqualTo(1);
        assertThat(wonBy("sales-rep-2", source)).isEqualTo(6);
        assertThat(wonBy("sales-manager", source)).isEqualTo(3);
        assertThat(wonBy("executive", source)).isEqualTo(7);
        assertThat(wonBy("marketer", source)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage-duration", "conversion", "win-rate", "sales-cycle", "won-revenue", "pipeline-trend"})
    void whoHasNothingToDoWithFiguresStaysOutside(String figure) {
        String path = "/api/v1/analytics/" + figure;
        assertThat(Callers.anonymous().get(path).statusCode()).isEqualTo(401);
        assertThat(Callers.as("support-agent").get(path).statusCode()).isEqualTo(403);
        for (String login : List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "success-manager", "support-manager",
                "data-steward", "compliance-officer", "executive", "crm-admin", "integration")) {
            assertThat(Callers.as(login).get(path).statusCode()).as(login).isEqualTo(200);
        }
        assertThat(Callers.as("executive").queryParam("groupBy", "lossReason'").get(path).statusCode()).isEqualTo(400);
        assertThat(Callers.as("executive").queryParam("period", "2026-Q5").get(path).statusCode()).isEqualTo(400);
        assertThat(Callers.as("executive").queryParam("from", "yesterday").get(path).statusCode()).isEqualTo(400);
        assertThat(Callers.as("executive").queryParam("filter", "nothing==1").get(path).statusCode()).isEqualTo(400);
    }

    private static int wonBy(String login, String source) {
        return figures(login, "win-rate", source, "period", "FY2026").at("/items/0/won/base").asInt();
    }

    private JsonNode closed(String login, String day, String stage, String source, String more) {
        return Given.opportunity(login, ",\"closeDate\":\"" + day + "\",\"stageId\":\"" + stage + "\",\"leadSource\":\"" + source + "\""
                + (stage.equals(CLOSED_WON) ? WHY : ",\"lossReason\":\"price\"") + more);
    }

    private static void move(String login, JsonNode deal, String stage) {
        String why = stage.equals(CLOSED_WON) ? WHY : stage.equals(CLOSED_LOST) ? ",\"lossReason\":\"price\"" : "";
        Response moved = Callers.as(login).body("{\"stageId\":\"" + stage + "\"" + why + "}").post("/api/v1/opportunities/" + id(deal) + "/stage");
        assertThat(moved.statusCode()).as(moved.asString()).isEqualTo(200);
    }

    private static JsonNode figures(String login, String figure, String source, String... parameters) {
        var request = Callers.as(login).queryParam("filter", "leadSource==\"" + source + "\"");
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        Response answer = request.get("/api/v1/analytics/" + figure);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer);
    }

    private static void everyNumberListsItsRecords(JsonNode answer, int atLeast) {
        List<JsonNode> numbers = new ArrayList<>(answer.findParents("count"));
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(atLeast);
        for (JsonNode number : numbers) {
            assertThat(total("executive", number.path("filter").asText())).as(number.toString()).isEqualTo(number.path("count").asInt());
        }
    }

    private static int total(String login, String filter) {
        Response list = Callers.as(login).queryParam("filter", filter).queryParam("count", "true").queryParam("limit", "1").get("/api/v1/opportunities");
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return json(list).path("total").asInt();
    }

    private static List<String> of(JsonNode trend, String owner) {
        List<String> found = new ArrayList<>();
        trend.path("items").forEach(item -> {
            if (item.path("owner").asText().equals(owner)) {
                found.add(item.path("day").asText() + " " + item.path("count").asInt() + " " + item.path("base").decimalValue() + " "
                        + item.path("weightedBase").decimalValue());
            }
        });
        return found;
    }

    private static JsonNode stage(JsonNode answer, String id) {
        for (JsonNode stage : answer.path("items")) {
            if (stage.path("stageId").asText().equals(id)) {
                return stage;
            }
        }
        throw new AssertionError("no stage " + id);
    }

    private static UUID id(JsonNode record) {
        return UUID.fromString(record.path("id").asText());
    }

    private void update(String sql, Object... parameters) {
        pool.preparedQuery(sql).execute(Tuple.from(List.of(parameters))).await().atMost(Duration.ofSeconds(20));
    }
}
