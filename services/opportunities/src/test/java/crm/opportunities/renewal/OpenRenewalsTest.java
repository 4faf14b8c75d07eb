package crm.opportunities.renewal;

import static crm.opportunities.Given.CLOSED_WON;
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
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class OpenRenewalsTest {

    @Inject
    OpenRenewals openRenewals;

    @Inject
    OpenAccountRenewals accountRenewals;

    @Test
    void whatWasWonIsRenewedOnceNinetyDaysBeforeItEndsWithAllThatIsPaidAgain() {
        String seats = created("sales-manager", "products", "{\"name\":\"" + unique("Seats") + "\"}").path("id").asText();
        JsonNode deal = opportunity("sales-rep", ",\"currency\":\"EUR\"");
        Callers.as("sales-rep").header("If-Match", "*").body("{\"lineItems\":[{\"productId\":\"" + seats + "\",\"quantity\":3,\"unitPrice\":10.5,"
                + "\"recurrence\":\"MONTHLY\",\"termMonths\":24},{\"productId\":\"" + seats + "\",\"quantity\":1,\"unitPrice\":500}]}")
                .put("/api/v1/opportunities/" + id(deal) + "/line-items").then().statusCode(200);
        JsonNode won = win(deal);
        String end = LocalDate.parse(won.path("closedAt").asText().substring(0, 10)).plusMonths(24).toString();
        assertThat(won.path("renewsOn").asText()).isEqualTo(end);
        assertThat(json(Callers.as("sales-rep").get("/api/v1/accounts/" + won.path("accountId").asText())).path("renewalDate").asText()).isEqualTo(end);
        patched("sales-rep", "opportunities", deal, "{\"renewsOn\":\"2085-06-01\"}").then().statusCode(200);

        look("2085-03-02T23:59:59Z");
        assertThat(renewals(deal)).isEmpty();
        look("2085-03-03T00:00:00Z");
        look("2085-03-04T00:00:00Z");

        await().until(() -> read("sales-rep", "opportunities", deal).has("renewalOpenedAt"));
        JsonNode renewal = renewals(deal);
        assertThat(renewal).hasSize(1);
        assertThat(renewal.get(0).path("name").asText()).isEqualTo("Renewal: " + deal.path("name").asText());
        assertThat(renewal).extracting(one -> one.path("type").asText() + " " + one.path("closeDate").asText() + " " + one.path("stageName").asText() + " "
                + one.path("owner").asText() + " " + one.path("team").asText() + " " + one.path("amount").asText() + " " + one.path("currency").asText() + " "
                + one.path("recurringAmount").asText() + " " + one.path("recurrence").asText() + " " + one.path("createdBy").asText())
                .containsExactly("RENEWAL 2085-06-01 Prospecting sales-rep " + deal.path("team").asText() + " 756 EUR 31.5 MONTHLY platform");
        assertThat(renewal.get(0).path("lineItems")).hasSize(1);
        assertThat(renewal.get(0).at("/lineItems/0/id")).isNotEqualTo(won.at("/lineItems/0/id"));
        assertThat(renewal.get(0).path("accountId")).isEqualTo(deal.path("accountId"));
    }

    @Test
    void nothingIsOpenedForWhatWasRenewedByHandHasEndedOrIsNotPaidAgain() {
        JsonNode byHand = win(opportunity("sales-rep", ",\"amount\":120,\"recurringAmount\":10,\"recurrence\":\"MONTHLY\""));
        assertThat(byHand.path("renewsOn").asText()).isEqualTo(LocalDate.parse(byHand.path("closedAt").asText().substring(0, 10)).plusMonths(12).toString());
        patched("sales-rep", "opportunities", byHand, "{\"renewsOn\":\"2086-06-01\"}").then().statusCode(200);
        opportunity("sales-rep", ",\"renewalOfId\":\"" + id(byHand) + "\"");
        JsonNode ended = win(opportunity("sales-rep", ",\"amount\":1,\"renewsOn\":\"2086-04-30\""));
        JsonNode once = win(opportunity("sales-rep", ",\"amount\":1"));
        JsonNode open = opportunity("sales-rep", ",\"amount\":1,\"renewsOn\":\"2086-06-01\"");
        JsonNode due = win(opportunity("sales-rep", ",\"amount\":7,\"renewsOn\":\"2086-06-01\""));

        look("2086-05-01T00:00:00Z");

        await().until(() -> read("sales-rep", "opportunities", due).has("renewalOpenedAt") && read("sales-rep", "opportunities", byHand).has("renewalOpenedAt"));
        assertThat(renewals(due)).extracting(one -> one.path("amount").asInt()).containsExactly(7);
        assertThat(renewals(byHand)).hasSize(1);
        assertThat(renewals(ended)).isEmpty();
        assertThat(once.has("renewsOn")).isFalse();
        assertThat(renewals(open)).isEmpty();
    }

    @Test
    void whatCannotBePointedToAnyMoreIsLeftOutOfARenewal() {
        String seats = created("sales-manager", "products", "{\"name\":\"" + unique("Seats") + "\"}").path("id").asText();
        JsonNode contact = created("sales-rep", "contacts", "{\"lastName\":\"" + unique("Gone") + "\"}");
        JsonNode deal = win(opportunity("sales-rep", ",\"amount\":9,\"renewsOn\":\"2087-06-01\",\"productId\":\"" + seats + "\",\"primaryContactId\":\"" + id(contact) + "\""));
        JsonNode gone = win(opportunity("sales-rep", ",\"amount\":9,\"renewsOn\":\"2087-06-01\""));
        for (String path : new String[] {"products/" + seats, "contacts/" + id(contact), "accounts/" + gone.path("accountId").asText()}) {
            Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/" + path).then().statusCode(200);
        }

        look("2087-05-01T00:00:00Z");

        await().until(() -> read("sales-rep", "opportunities", deal).has("renewalOpenedAt"));
        assertThat(renewals(deal)).extracting(one -> one.has("productId") + " " + one.has("primaryContactId")).containsExactly("false false");
        assertThat(renewals(gone)).isEmpty();
    }

    @Test
    void anAccountIsRenewedByItsDateAloneAndOnceForEachDate() {
        JsonNode account = created("sales-rep", "accounts", "{\"name\":\"" + unique("Renewing") + "\",\"renewalDate\":\"2093-06-01\",\"arr\":1200,\"currency\":\"EUR\"}");

        look("2093-03-02T23:59:59Z");
        assertThat(renewalsOf(account)).isEmpty();
        look("2093-03-03T00:00:00Z");
        look("2093-03-04T00:00:00Z");

        JsonNode renewals = renewalsOf(account);
        assertThat(renewals).extracting(one -> one.path("name").asText() + " " + one.path("type").asText() + " " + one.path("closeDate").asText() + " "
                + one.path("owner").asText() + " " + one.path("amount").asText() + " " + one.path("currency").asText() + " "
                + one.path("recurringAmount").asText() + " " + one.path("recurrence").asText() + " " + one.path("createdBy").asText())
                .containsExactly("Renewal: " + account.path("name").asText() + " RENEWAL 2093-06-01 sales-rep 1200 EUR 1200 YEARLY platform");
        Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/opportunities/" + id(renewals.get(0))).then().statusCode(200);
        look("2093-03-05T00:00:00Z");
        assertThat(renewalsOf(account)).as("what somebody threw away is not opened again").isEmpty();
        patched("sales-rep", "accounts", account, "{\"renewalDate\":\"2094-06-01\"}").then().statusCode(200);
        look("2094-03-05T00:00:00Z");
        assertThat(renewalsOf(account)).extracting(one -> one.path("closeDate").asText()).containsExactly("2094-06-01");
    }

    @Test
    void anAccountWhoseRenewalComesFromADealOrIsUnderWayGetsNoSecondOne() {
        JsonNode deal = win(opportunity("sales-rep", ",\"amount\":7,\"renewsOn\":\"2096-06-20\""));
        JsonNode ofDeal = accountOf(deal);
        JsonNode begun = opportunity("sales-rep", ",\"type\":\"RENEWAL\"");
        JsonNode ofBegun = accountOf(begun);
        JsonNode other = opportunity("sales-rep", ",\"type\":\"UPSELL\"");
        JsonNode ofOther = accountOf(other);
        for (JsonNode account : new JsonNode[] {ofDeal, ofBegun, ofOther}) {
            patched("crm-admin", "accounts", account, "{\"renewalDate\":\"2096-06-01\"}").then().statusCode(200);
        }

        look("2096-04-01T00:00:00Z");

        assertThat(renewalsOf(ofDeal)).extracting(one -> one.path("renewalOfId")).containsExactly(deal.path("id"));
        assertThat(renewalsOf(ofBegun)).extracting(one -> one.path("id")).containsExactly(begun.path("id"));
        assertThat(renewalsOf(ofOther)).hasSize(1);
    }

    private static JsonNode accountOf(JsonNode deal) {
        return json(Callers.as("crm-admin").get("/api/v1/accounts/" + deal.path("accountId").asText()));
    }

    private static JsonNode renewalsOf(JsonNode account) {
        return json(Callers.as("crm-admin").queryParam("filter", "type==RENEWAL;accountId==" + id(account)).get("/api/v1/opportunities")).path("items");
    }

    private static JsonNode win(JsonNode deal) {
        Response won = Callers.as("sales-rep").body("{\"stageId\":\"" + CLOSED_WON + "\",\"winReason\":\"a\",\"buyingGoals\":\"b\",\"successCriteria\":\"c\"}")
                .post("/api/v1/opportunities/" + id(deal) + "/stage");
        assertThat(won.statusCode()).as(won.asString()).isEqualTo(200);
        return json(won);
    }

    private static JsonNode renewals(JsonNode deal) {
        return json(Callers.as("crm-admin").queryParam("filter", "renewalOfId==" + id(deal)).get("/api/v1/opportunities")).path("items");
    }

    /** Two instances look at once. */
    private void look(String now) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> lookOnce(now));
        lookOnce(now);
        other.join();
    }

    private void lookOnce(String now) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> openRenewals.lookAt(Instant.parse(now)));
            VertxContextSupport.subscribeAndAwait(() -> accountRenewals.lookAt(Instant.parse(now)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }
}
