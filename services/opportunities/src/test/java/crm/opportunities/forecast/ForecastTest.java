package crm.opportunities.forecast;

import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test has years of its own, so that it knows every deal of its forecast. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ForecastTest {

    private static final String WON = ",\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"";

    @Inject
    Pool pool;

    @Inject
    ForecastSnapshots snapshots;

    @Inject
    FiscalCalendar calendar;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void dealsAreAddedUpFromOwnersToTeamsToTheCompanyByCategoryAndCurrency() {
        Given.opportunity("sales-rep", ",\"closeDate\":\"2041-04-01\",\"forecastCategory\":\"COMMIT\",\"amount\":100");
        Given.opportunity("sales-rep", ",\"closeDate\":\"2041-06-30\",\"forecastCategory\":\"COMMIT\",\"amount\":100,\"currency\":\"EUR\"");
        Given.opportunity("sales-rep-2", ",\"closeDate\":\"2041-05-15\",\"forecastCategory\":\"COMMIT\",\"amount\":7");
        Given.opportunity("sales-rep-2", ",\"closeDate\":\"2041-05-15\",\"forecastCategory\":\"BEST_CASE\",\"amount\":50");
        Given.opportunity("sales-rep-2", ",\"closeDate\":\"2041-07-01\",\"forecastCategory\":\"COMMIT\",\"amount\":1000");
        JsonNode won = Given.opportunity("sales-rep", WON + ",\"amount\":30");
        update("update opportunity set closed_at = '2041-06-30T23:59:59Z' where id = $1", id(won));

        JsonNode company = forecast("executive", "2041-Q2");

        assertThat(figure(company, "COMMIT")).isEqualTo("3 [{\"currency\":\"EUR\",\"amount\":100},{\"currency\":\"USD\",\"amount\":107}] 217");
        assertThat(figure(company, "BEST_CASE")).isEqualTo("1 [{\"currency\":\"USD\",\"amount\":50}] 50");
        assertThat(figure(company, "CLOSED")).isEqualTo("1 [{\"currency\":\"USD\",\"amount\":30}] 30");
        JsonNode central = node(company, "TEAM", "sales-central");
        assertThat(figure(central, "COMMIT")).isEqualTo("2 [{\"currency\":\"EUR\",\"amount\":100},{\"currency\":\"USD\",\"amount\":100}] 210");
        assertThat(figure(node(company, "TEAM", "sales"), "COMMIT")).isEqualTo(figure(company, "COMMIT"));
        assertThat(figure(node(central, "OWNER", "sales-rep"), "COMMIT")).isEqualTo(figure(central, "COMMIT"));
        assertThat(company.path("called").decimalValue()).isEqualByComparingTo("247");
        assertThat(company.path("landed").decimalValue()).isEqualByComparingTo("30");
        assertThat(forecast("executive", "2041-06").at("/categories/COMMIT/count").asInt()).isEqualTo(1);
        assertThat(forecast("executive", "FY2041").at("/categories/COMMIT/base").decimalValue()).isEqualByComparingTo("1217");
        eachNumberListsItsDeals(company);
        JsonNode ofTheCentral = forecast("sales-rep", "2041-Q2");
        assertThat(figure(ofTheCentral, "COMMIT")).isEqualTo(figure(central, "COMMIT"));
        assertThat(figure(ofTheCentral, "BEST_CASE")).isEqualTo("0 [] 0");
    }

    @Test
    void whatSomebodyHasOutsideOfAnyTeamIsAPartOfItsOwnAndListedSo() {
        Given.opportunity("sales-rep", ",\"closeDate\":\"2055-04-01\",\"forecastCategory\":\"COMMIT\",\"amount\":100");
        JsonNode apart = Given.opportunity("sales-rep", ",\"closeDate\":\"2055-04-01\",\"forecastCategory\":\"COMMIT\",\"amount\":7");
        update("update opportunity set team = null where id = $1", id(apart));

        JsonNode company = forecast("executive", "2055-Q2");

        assertThat(figure(company, "COMMIT")).isEqualTo("2 [{\"currency\":\"USD\",\"amount\":107}] 107");
        // those of no team stand beside the teams; others may have something there too
        List<JsonNode> apartOfTeams = new ArrayList<>();
        company.path("parts").forEach(part -> apartOfTeams.add(part));
        apartOfTeams.removeIf(part -> !part.path("kind").asText().equals("OWNER") || part.has("team") || !part.path("name").asText().equals("sales-rep"));
        assertThat(apartOfTeams).hasSize(1);
        assertThat(figure(apartOfTeams.get(0), "COMMIT")).isEqualTo("1 [{\"currency\":\"USD\",\"amount\":7}] 7");
        eachNumberListsItsDeals(company);
    }

    private static void eachNumberListsItsDeals(JsonNode company) {
        for (JsonNode number : company.findParents("count")) {
            JsonNode list = json(Callers.as("executive").queryParam("filter", number.path("filter").asText()).queryParam("count", "true").get("/api/v1/opportunities"));
            assertThat(list.path("total").asInt()).as(number.toString()).isEqualTo(number.path("count").asInt());
        }
    }

    @Test
    void aDealOfSeveralPeopleCountsForEachWithThePartAndForTheCompanyAsAWhole() {
        JsonNode shared = Given.opportunity("sales-rep", ",\"closeDate\":\"2047-04-01\",\"forecastCategory\":\"COMMIT\",\"amount\":100.01,\"currency\":\"EUR\"");
        split(shared, "33.3333", "66.6667");
        Given.opportunity("sales-rep-2", ",\"closeDate\":\"2047-05-15\",\"forecastCategory\":\"COMMIT\",\"amount\":7");
        JsonNode won = Given.opportunity("sales-rep", WON + ",\"amount\":30");
        split(won, "60", "40");
        update("update opportunity set closed_at = '2047-06-30T23:59:59Z' where id = $1", id(won));

        JsonNode company = forecast("executive", "2047-Q2");

        assertThat(figure(company, "COMMIT")).isEqualTo("2 [{\"currency\":\"EUR\",\"amount\":100.01},{\"currency\":\"USD\",\"amount\":7}] 117.011");
        assertThat(figure(company, "CLOSED")).isEqualTo("1 [{\"currency\":\"USD\",\"amount\":30}] 30");
        JsonNode rep = node(company, "OWNER", "sales-rep");
        assertThat(rep.at("/categories/COMMIT/count").decimalValue()).isEqualByComparingTo("0.333333");
        assertThat(rep.at("/categories/COMMIT/base").decimalValue()).isEqualByComparingTo("36.6703");
        assertThat(rep.path("landed").decimalValue()).isEqualByComparingTo("18");
        JsonNode east = node(company, "TEAM", "sales-east");
        assertThat(east.at("/categories/COMMIT/count").decimalValue()).isEqualByComparingTo("1.666667");
        assertThat(east.at("/categories/COMMIT/base").decimalValue()).isEqualByComparingTo("80.3407");
        assertThat(east.path("called").decimalValue()).isEqualByComparingTo("92.3407");
        assertThat(listed("executive", rep, "COMMIT")).containsExactly(shared.path("id").asText());
        assertThat(listed("executive", east, "CLOSED")).containsExactly(won.path("id").asText());
        JsonNode ofTheEast = forecast("sales-rep-2", "2047-Q2");
        assertThat(ofTheEast.at("/categories/COMMIT/base").decimalValue()).as("the part in a deal of another team").isEqualByComparingTo("80.3407");
        assertThat(listed("sales-rep-2", ofTheEast, "CLOSED")).as("and not the deal").isEmpty();

        split(shared);
        assertThat(node(forecast("executive", "2047-Q2"), "OWNER", "sales-rep").at("/categories/COMMIT/base").decimalValue()).isEqualByComparingTo("110.011");
    }

    /** Between a rep of the centre and one of the east; with nothing, the owner gets all of it again. */
    private static void split(JsonNode deal, String... percents) {
        String parts = percents.length == 0 ? "" : "{\"owner\":\"sales-rep\",\"percent\":" + percents[0] + "},{\"owner\":\"sales-rep-2\",\"percent\":" + percents[1] + "}";
        Response answer = Callers.as("sales-rep").header("If-Match", "*").body("{\"splits\":[" + parts + "]}").put("/api/v1/opportunities/" + id(deal) + "/splits");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private static List<String> listed(String login, JsonNode node, String category) {
        JsonNode list = json(Callers.as(login).queryParam("filter", node.at("/categories/" + category + "/filter").asText()).get("/api/v1/opportunities"));
        return list.path("items").findValuesAsText("id");
    }

    @Test
    void aManagerAddsToAFigureAndTheRepsOwnStays() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            Given.opportunity("sales-rep", ",\"closeDate\":\"2042-02-01\",\"forecastCategory\":\"COMMIT\",\"amount\":10");
            Given.opportunity("sales-rep-2", ",\"closeDate\":\"2042-02-01\",\"forecastCategory\":\"COMMIT\",\"amount\":20");
            posted("sales-rep", "2042-Q1/submissions", "{\"amount\":1}", 201);
            JsonNode call = posted("sales-rep", "2042-Q1/submissions", "{\"amount\":80,\"currency\":\"EUR\",\"note\":\"two are signed\"}", 201);
            posted("sales-manager", "2042-Q1/adjustments", "{\"owner\":\"sales-rep\",\"amount\":5,\"reason\":\"first thought\"}", 201);
            posted("sales-manager", "2042-Q1/adjustments", "{\"owner\":\"sales-rep\",\"amount\":-10,\"reason\":\"he hopes too much\"}", 201);
            posted("sales-manager", "2042-Q1/adjustments", "{\"team\":\"sales\",\"amount\":100,\"currency\":\"EUR\",\"reason\":\"the fair\"}", 201);

            JsonNode company = forecast("executive", "2042-Q1");

            JsonNode rep = node(company, "OWNER", "sales-rep");
            assertThat(rep.at("/submission/amount").decimalValue()).isEqualByComparingTo("80");
            assertThat(rep.at("/submission/note").asText()).isEqualTo("two are signed");
            assertThat(rep.path("called").decimalValue()).isEqualByComparingTo("88");
            assertThat(rep.path("adjusted").decimalValue()).isEqualByComparingTo("78");
            assertThat(rep.at("/adjustments/0/reason").asText()).isEqualTo("he hopes too much");
            assertThat(rep.at("/adjustments/0/adjustedBy").asText()).isEqualTo("sales-manager");
            assertThat(node(company, "TEAM", "sales-central").path("adjusted").decimalValue()).isEqualByComparingTo("78");
            assertThat(company.path("called").decimalValue()).isEqualByComparingTo("108");
            assertThat(company.path("adjusted").decimalValue()).isEqualByComparingTo("208");
            JsonNode all = json(Callers.as("sales-manager").get("/api/v1/forecasts/2042-Q1/submissions")).path("items");
            assertThat(all).extracting(each -> each.path("amount").asText() + each.path("currency").asText()).containsExactly("80EUR", "1USD");
            assertThat(json(Callers.as("sales-rep-2").get("/api/v1/forecasts/2042-Q1/submissions")).path("items")).isEmpty();
            assertThat(call.path("base").decimalValue()).isEqualByComparingTo("88");
            List<JsonNode> told = new ArrayList<>();
            org.awaitility.Awaitility.await().until(() -> {
                told.clear();
                events.ofType("crm.opportunities.forecast-submitted.v1").stream().filter(event -> event.at("/data/period").asText().equals("2042-Q1")).forEach(told::add);
                return told.size() == 2;
            });
            assertThat(told.get(1).at("/data/amountBase").decimalValue()).isEqualByComparingTo("88");
            assertThat(told.get(1).path("actor").asText()).isEqualTo("sales-rep");
            assertThat(told.get(1).path("subject").asText()).isEqualTo(told.get(1).at("/data/submissionId").asText());
        }
    }

    @Test
    void theAccuracyComparesWhatWasCalledInEachWeekWithWhatLanded() {
        String owner = "owner-" + UUID.randomUUID();
        Period february = calendar.named("2001-02");
        called(owner, february, "100");
        take(february, "2001-01-31");
        called(owner, february, "85");
        take(february, "2001-02-26");
        called(owner, february, "1");
        take(february, "2001-02-27");
        JsonNode won = Given.opportunity("crm-admin", WON + ",\"amount\":90,\"owner\":\"" + owner + "\",\"team\":\"sales-central\"");
        update("update opportunity set closed_at = '2001-02-10T12:00:00Z' where id = $1", id(won));
        JsonNode before = Given.opportunity("crm-admin", WON + ",\"amount\":60,\"owner\":\"" + owner + "\",\"team\":\"sales-central\"");
        update("update opportunity set closed_at = '2001-01-31T23:00:00Z' where id = $1", id(before));

        JsonNode byOwner = item(accuracy("executive", "owner"), "owner", owner);
        JsonNode byTeam = item(accuracy("sales-manager", "team"), "team", "sales");
        JsonNode byHorizon = accuracy("executive", "horizon");

        assertThat(byOwner.path("forecasts").asInt()).isEqualTo(2);
        assertThat(byOwner.path("landed").decimalValue()).isEqualByComparingTo("180");
        assertThat(byOwner.at("/called/sum").decimalValue()).isEqualByComparingTo("185");
        assertThat(byOwner.at("/called/bias").asDouble()).isEqualTo(0.0278);
        assertThat(byOwner.at("/called/mape").asDouble()).isEqualTo(0.0833);
        assertThat(byOwner.at("/naive/sum").decimalValue()).isEqualByComparingTo("120");
        assertThat(byOwner.at("/naive/mape").asDouble()).isEqualTo(0.3333);
        assertThat(byTeam.at("/called/mape").asDouble()).isEqualTo(0.0833);
        assertThat(item(byHorizon, "weeksBeforeEnd", "1").at("/called/bias").asDouble()).isEqualTo(-0.0556);
        assertThat(item(byHorizon, "weeksBeforeEnd", "5").at("/called/bias").asDouble()).isEqualTo(0.1111);
        assertThat(accuracy("sales-rep-2", "owner").toString()).doesNotContain(owner);
        assertThatThrownBy(() -> update("update forecast_snapshot set called_base = 90 where owner = $1", owner))
                .hasMessageContaining("a snapshot of a forecast is never changed");
        assertThatThrownBy(() -> update("delete from forecast_snapshot where owner = $1", owner))
                .hasMessageContaining("a snapshot of a forecast is never changed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # role,             reads, submits, adjusts sales, adjusts support
            sales-rep,          200,   201,     403,           403
            sales-manager,      200,   201,     201,           403
            crm-admin,          200,   201,     201,           201
            success-manager,    200,   403,     403,           403
            marketing-manager,  200,   403,     403,           403
            data-steward,       200,   403,     403,           403
            compliance-officer, 200,   403,     403,           403
            executive,          200,   403,     403,           403
            marketer,           403,   403,     403,           403
            support-agent,      403,   403,     403,           403
            support-manager,    403,   403,     403,           403
            integration,        403,   403,     403,           403
            """)
    void eachRoleDoesWhatItsWorkIs(String login, int reads, int submits, int adjustsSales, int adjustsSupport) {
        assertThat(Callers.as(login).get("/api/v1/forecasts/2043-Q1").statusCode()).isEqualTo(reads);
        assertThat(Callers.as(login).get("/api/v1/forecasts/accuracy").statusCode()).isEqualTo(reads);
        assertThat(Callers.as(login).get("/api/v1/forecasts/2043-Q1/snapshots").statusCode()).isEqualTo(reads);
        assertThat(Callers.as(login).get("/api/v1/forecasts/2043-Q1/submissions").statusCode()).isEqualTo(reads);
        posted(login, "2043-Q1/submissions", "{\"amount\":1}", submits);
        posted(login, "2043-Q1/adjustments", "{\"team\":\"sales-east\",\"amount\":1,\"reason\":\"x\"}", adjustsSales);
        posted(login, "2043-Q1/adjustments", "{\"team\":\"support\",\"amount\":1,\"reason\":\"x\"}", adjustsSupport);
    }

    @Test
    void aWeekIsKeptAsItStoodAndIsSeenByThoseWhoMayReadItsDeals() {
        Period march = calendar.named("2045-03");
        JsonNode deal = Given.opportunity("sales-rep", ",\"closeDate\":\"2045-03-02\",\"forecastCategory\":\"COMMIT\",\"amount\":100,\"currency\":\"EUR\"");
        Given.opportunity("sales-rep-2", ",\"closeDate\":\"2045-03-02\",\"forecastCategory\":\"BEST_CASE\",\"amount\":7");
        posted("sales-manager", "2045-03/adjustments", "{\"team\":\"sales\",\"amount\":-10,\"reason\":\"x\"}", 201);
        take(march, "2045-01-04");
        Given.patched("sales-rep", "opportunities", deal, "{\"amount\":300}");
        take(march, "2045-01-06");
        take(march, "2045-01-11");

        assertThat(weeks("executive")).containsExactly("2045-01-09 330 320 {\"COMMIT\":330,\"BEST_CASE\":7}", "2045-01-02 110 100 {\"COMMIT\":110,\"BEST_CASE\":7}");
        assertThat(weeks("sales-rep-2")).containsExactly("2045-01-09 0 0 {\"BEST_CASE\":7}", "2045-01-02 0 0 {\"BEST_CASE\":7}");
    }

    private static List<String> weeks(String login) {
        List<String> weeks = new ArrayList<>();
        json(Callers.as(login).get("/api/v1/forecasts/2045-03/snapshots")).path("items").forEach(week -> weeks.add(week.path("week").asText() + " "
                + week.path("called").decimalValue().toPlainString() + " " + week.path("adjusted").decimalValue().toPlainString() + " " + week.path("categories")));
        return weeks;
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        posted("sales-rep", "2020-Q1/submissions", "{\"amount\":1}", 409);
        posted("sales-manager", "2020-Q1/adjustments", "{\"team\":\"sales\",\"amount\":1,\"reason\":\"x\"}", 409);
        posted("sales-rep", "2043-Q5/submissions", "{\"amount\":1}", 400);
        posted("sales-rep", "2043-Q1/submissions", "{}", 422);
        posted("sales-rep", "2043-Q1/submissions", "{\"amount\":-1}", 422);
        posted("sales-rep", "2043-Q1/submissions", "{\"amount\":999999999999999,\"currency\":\"GBP\"}", 422);
        posted("sales-rep", "2043-Q1/submissions", "{\"amount\":1,\"currency\":\"XXX\"}", 422);
        posted("sales-rep", "2043-Q1/submissions", "{\"amount\":1,\"owner\":\"sales-rep-2\"}", 400);
        posted("sales-manager", "2043-Q1/adjustments", "{\"team\":\"sales\",\"amount\":1}", 422);
        posted("sales-manager", "2043-Q1/adjustments", "{\"amount\":1,\"reason\":\"x\"}", 422);
        posted("sales-manager", "2043-Q1/adjustments", "{\"team\":\"nobodys\",\"amount\":1,\"reason\":\"x\"}", 422);
        posted("sales-manager", "2043-Q1/adjustments", "{\"owner\":\"nobody-at-all\",\"amount\":1,\"reason\":\"x\"}", 422);
        assertThat(Callers.anonymous().get("/api/v1/forecasts/2043-Q1").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().get("/api/v1/forecasts/accuracy").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().get("/api/v1/forecasts/2043-Q1/submissions").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().get("/api/v1/forecasts/2043-Q1/snapshots").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/forecasts/2043-Q1/submissions").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/forecasts/2043-Q1/adjustments").statusCode()).isEqualTo(401);
        assertThat(Callers.as("executive").queryParam("groupBy", "x").get("/api/v1/forecasts/accuracy").statusCode()).isEqualTo(400);
        assertThat(Callers.as("executive").queryParam("kind", "week").get("/api/v1/forecasts/accuracy").statusCode()).isEqualTo(400);
    }

    private void called(String owner, Period period, String amount) {
        update("insert into forecast_submission (id, period, owner, team, amount, currency, amount_base, submitted_at)"
                + " values ($1, $2, $3, 'sales-central', $4, 'USD', $4, clock_timestamp())", UUID.randomUUID(), period.name(), owner, new java.math.BigDecimal(amount));
    }

    private void take(Period period, String day) {
        snapshots.take(period, LocalDate.parse(day), Instant.parse(day + "T06:00:00Z")).await().atMost(Duration.ofSeconds(20));
    }

    private static JsonNode accuracy(String login, String groupBy) {
        Response answer = Callers.as(login).queryParam("groupBy", groupBy).queryParam("kind", "month").get("/api/v1/forecasts/accuracy");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode item(JsonNode answer, String name, String value) {
        for (JsonNode item : answer.path("items")) {
            if (item.path(name).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError(value + " is not in " + answer);
    }

    private static JsonNode posted(String login, String path, String body, int status) {
        Response answer = Callers.as(login).body(body).post("/api/v1/forecasts/" + path);
        assertThat(answer.statusCode()).as("%s %s: %s", login, body, answer.asString()).isEqualTo(status);
        return json(answer);
    }

    private static JsonNode forecast(String login, String period) {
        Response answer = Callers.as(login).get("/api/v1/forecasts/" + period);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer).path("forecast");
    }

    private static String figure(JsonNode node, String category) {
        JsonNode figure = node.path("categories").path(category);
        return figure.path("count").asInt() + " " + figure.path("sums") + " " + figure.path("base").decimalValue();
    }

    private static JsonNode node(JsonNode node, String kind, String name) {
        JsonNode found = find(node, kind, name);
        assertThat(found).as(name).isNotNull();
        return found;
    }

    private static JsonNode find(JsonNode node, String kind, String name) {
        if (node.path("kind").asText().equals(kind) && node.path("name").asText().equals(name)) {
            return node;
        }
        for (JsonNode part : node.path("parts")) {
            JsonNode found = find(part, kind, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static UUID id(JsonNode record) {
        return UUID.fromString(record.path("id").asText());
    }

    private void update(String sql, Object... parameters) {
        pool.preparedQuery(sql).execute(Tuple.from(List.of(parameters))).await().atMost(Duration.ofSeconds(20));
    }
}
