package crm.opportunities.commitment;

import static crm.opportunities.Given.CLOSED_LOST;
import static crm.opportunities.Given.CLOSED_WON;
import static crm.opportunities.Given.NEGOTIATION;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.unique;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class CommitmentsTest {

    private static final String REASONS = ",\"winReason\":\"Trust\",\"buyingGoals\":\"Fewer returns\",\"successCriteria\":\"Half by June\"";

    @Inject
    DueCommitments dueCommitments;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void whatWasPromisedAndWhyTheyBoughtIsCarriedToTheAccountWithTheWin() {
        JsonNode deal = opportunity("sales-rep", ",\"amount\":10");
        JsonNode promise = created("sales-rep", "commitments", "{\"what\":\"Single sign-on\",\"dueOn\":\"2090-01-01\",\"opportunityId\":\"" + id(deal) + "\"}");
        assertThat(promise.path("accountId")).isEqualTo(deal.path("accountId"));
        assertThat(promise.path("status").asText() + promise.path("bindingSince").asText()).isEqualTo("OPEN");
        assertThat(promise.path("owner").asText()).isEqualTo("sales-rep");

        JsonNode won = json(move("sales-rep", deal, CLOSED_WON, REASONS));

        JsonNode account = json(Callers.as("support-agent").get("/api/v1/accounts/" + deal.path("accountId").asText()));
        assertThat(account.path("whyTheyBought")).isEqualTo(tree("{\"wonAt\":" + won.path("closedAt") + ",\"winReason\":\"Trust\",\"opportunity\":"
                + deal.path("name") + ",\"buyingGoals\":\"Fewer returns\",\"opportunityId\":" + deal.path("id") + ",\"successCriteria\":\"Half by June\"}"));
        assertThat(account.path("type").asText() + " " + account.path("customerSince").asText())
                .isEqualTo("CUSTOMER " + won.path("closedAt").asText().substring(0, 10));
        JsonNode seen = json(Callers.as("support-agent").queryParam("filter", "accountId==" + account.path("id").asText() + ";status==OPEN;bindingSince=null=false")
                .get("/api/v1/commitments")).path("items");
        assertThat(seen).extracting(item -> item.path("what").asText()).containsExactly("Single sign-on");
        assertThat(won.path("version").asInt()).isEqualTo(2);

        move("sales-manager", deal, NEGOTIATION, ",\"reason\":\"Too early\"").then().statusCode(200);
        assertThat(read("sales-rep", "commitments", promise).has("bindingSince")).isFalse();
        assertThat(json(Callers.as("sales-rep").get("/api/v1/accounts/" + deal.path("accountId").asText())).has("whyTheyBought")).isFalse();
    }

    @Test
    void aDealThatIsWonFromTheStartCarriesWhyTheyBoughtAsWell() {
        JsonNode deal = opportunity("sales-rep", ",\"stageId\":\"" + CLOSED_WON + "\"" + REASONS);

        JsonNode account = json(Callers.as("sales-rep").get("/api/v1/accounts/" + deal.path("accountId").asText()));
        assertThat(account.at("/whyTheyBought/winReason").asText() + " " + account.path("type").asText()).isEqualTo("Trust CUSTOMER");
        JsonNode late = created("sales-rep", "commitments", "{\"what\":\"A visit\",\"dueOn\":\"2090-01-01\",\"opportunityId\":\"" + id(deal) + "\"}");
        assertThat(late.path("bindingSince")).isEqualTo(late.path("createdAt"));
    }

    @Test
    void whatWasPromisedInADealThatIsLostLapses() {
        JsonNode deal = opportunity("sales-rep", "");
        JsonNode promise = promise(",\"opportunityId\":\"" + id(deal) + "\"");
        JsonNode kept = promise(",\"opportunityId\":\"" + id(deal) + "\"");
        settle("sales-rep", kept, "fulfilment", "{}").then().statusCode(200);

        move("sales-rep", deal, CLOSED_LOST, ",\"lossReason\":\"Price\"").then().statusCode(200);

        assertThat(read("sales-rep", "commitments", promise).path("status").asText()).isEqualTo("LAPSED");
        assertThat(read("sales-rep", "commitments", kept).path("status").asText()).isEqualTo("KEPT");
        assertThat(settle("sales-rep", promise, "fulfilment", "{}").statusCode()).isEqualTo(409);
        move("sales-manager", deal, NEGOTIATION, ",\"reason\":\"They called\"").then().statusCode(200);
        JsonNode again = read("sales-rep", "commitments", promise);
        assertThat(again.path("status").asText()).isEqualTo("OPEN");
        assertThat(again.has("settledAt")).isFalse();
    }

    @Test
    void whatBecameOfAPromiseIsTold() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode promise = promise(",\"dueOn\":\"2020-01-01\"");
            assertThat(settle("sales-rep", promise, "breach", "{}").statusCode()).isEqualTo(422);
            settle("sales-rep", promise, "breach", "{\"outcome\":\"No time\"}").then().statusCode(200);
            JsonNode kept = json(settle("success-manager", promise, "fulfilment", "{\"outcome\":\"Done at last\"}"));

            List<JsonNode> told = events.await(id(promise), 6).stream().filter(event -> event.path("type").asText().contains(".commitment-")).toList();

            assertThat(told).extracting(event -> event.path("type").asText() + " " + event.path("recordversion").asInt() + " "
                            + event.at("/data/outcome").asText() + " " + event.at("/data/late").asText() + " " + event.path("actor").asText())
                    .containsExactly("crm.opportunities.commitment-made.v1 1   sales-rep",
                            "crm.opportunities.commitment-broken.v1 2 No time  sales-rep",
                            "crm.opportunities.commitment-kept.v1 3 Done at last true success-manager");
            assertThat(told).extracting(event -> event.at("/data/accountId")).containsOnly(promise.path("accountId"));
            assertThat(kept.path("settledBy").asText()).isEqualTo("success-manager");
            assertThat(settle("sales-rep", promise, "breach", "{\"outcome\":\"x\"}").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void theDayOfAPromiseIsToldOnceHoweverManyLookAndAgainWhenItIsMoved() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode due = promise(",\"dueOn\":\"2091-03-01\"");
            JsonNode later = promise(",\"dueOn\":\"2091-03-02\"");
            JsonNode kept = promise(",\"dueOn\":\"2091-03-01\"");
            settle("sales-rep", kept, "fulfilment", "{}").then().statusCode(200);

            look("2091-02-28T23:59:59Z");
            assertThat(read("sales-rep", "commitments", due).has("dueToldAt")).isFalse();
            look("2091-03-01T00:00:00Z");
            look("2091-03-01T12:00:00Z");
            patched("sales-rep", "commitments", due, "{\"dueOn\":\"2091-03-02\"}").then().statusCode(200);
            assertThat(read("sales-rep", "commitments", due).has("dueToldAt")).isFalse();
            look("2091-03-02T00:00:00Z");

            assertThat(due(events, due, 2)).extracting(event -> event.at("/data/dueOn").asText()).containsExactly("2091-03-01", "2091-03-02");
            assertThat(due(events, later, 1)).hasSize(1);
            assertThat(read("sales-rep", "commitments", kept).has("dueToldAt")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"what":"x","dueOn":"2090-01-01"}                                             | /accountId
            {"dueOn":"2090-01-01","accountId":"%s"}                                       | /what
            {"what":"x","accountId":"%s"}                                                 | /dueOn
            {"what":"x","dueOn":"2090-01-01","accountId":"%s","status":"KEPT"}            | /status
            {"what":"x","dueOn":"2090-01-01","accountId":"019aa000-0000-7000-8000-00000000dead"}  | /accountId
            {"what":"x","dueOn":"2090-01-01","opportunityId":"019aa000-0000-7000-8000-00000000dead"} | /opportunityId
            {"what":"x","dueOn":"2090-01-01","accountId":"%s","opportunityId":"%o"}       | /accountId
            """)
    void whatMakesNoSenseIsRefused(String body, String pointer) {
        String account = Given.account("sales-rep", unique("A")).path("id").asText();

        Response refused = Callers.as("sales-rep").body(body.replace("%s", account).replace("%o", body.contains("%o") ? id(opportunity("sales-rep", "")) : ""))
                .post("/api/v1/commitments");

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(json(refused).path("errors")).extracting(error -> error.path("pointer").asText()).containsExactly(pointer);
    }

    private static JsonNode promise(String more) {
        String day = more.contains("dueOn") ? "" : ",\"dueOn\":\"2090-06-01\"";
        String account = more.contains("opportunityId") ? "" : ",\"accountId\":\"" + Given.account("sales-rep", unique("A")).path("id").asText() + "\"";
        return created("sales-rep", "commitments", "{\"what\":\"" + unique("Promise") + "\"" + day + account + more + "}");
    }

    /** Two instances look at once. */
    private void look(String now) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> lookOnce(now));
        lookOnce(now);
        other.join();
    }

    private void lookOnce(String now) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> dueCommitments.lookAt(Instant.parse(now)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<JsonNode> due(PublishedEvents events, JsonNode promise, int number) {
        await().until(() -> due(events, promise).size() >= number);
        return due(events, promise);
    }

    private static List<JsonNode> due(PublishedEvents events, JsonNode promise) {
        return events.about(id(promise)).stream().filter(event -> event.path("type").asText().equals("crm.opportunities.commitment-due.v1")).toList();
    }

    private static Response settle(String login, JsonNode promise, String act, String body) {
        return Callers.as(login).body(body).post("/api/v1/commitments/" + id(promise) + "/" + act);
    }

    private static Response move(String login, JsonNode deal, String stage, String more) {
        Response moved = Callers.as(login).body("{\"stageId\":\"" + stage + "\"" + more + "}").post("/api/v1/opportunities/" + id(deal) + "/stage");
        assertThat(moved.statusCode()).as(moved.asString()).isEqualTo(200);
        return moved;
    }

    private static JsonNode tree(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }
}
